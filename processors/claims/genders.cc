#include "processors/claims/genders.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace newsmill::claims {
namespace {

constexpr std::string_view kMaleNames =
    "Aaron Abdul Adam Adrian Ahmed Alan Albert Alberto Aleksandr Alex Alexander Alexei Alfred Ali "
    "Andre Andreas Andrew Andrei Anthony Antonio António Anton Antony Arthur Barack Ben Benjamin "
    "Bernard Bernie Bill Bob Boris Brian Bruce Carl Carlos Charles Chris Christian Christopher "
    "Colin Craig Dan Daniel Dave David Dean Dennis Derek Diego Dmitry Donald Doug Douglas Ed Eddie "
    "Edward Emmanuel Eric Erik Ernest Evan Felix Fernando Francis Francois François Frank Franz "
    "Fred Gareth Gary Geoff George Gerard Gerhard Germán Giovanni Giuseppe Glenn Gordon Graham "
    "Greg Gregory Guy Hans Harold Harry Hassan Hector Henry Herman Hugh Hugo Hussein Ian Ibrahim "
    "Igor Ivan Jack Jacob Jacques Jake James Jan Jason Javier Jean Jeff Jeffrey Jeremy Jerry Jim "
    "Jimmy Joe Joel Johan Johannes John Jonathan Jorge Jose José Joseph Josh Joshua Juan Julian "
    "Julius Justin Karl Keith Ken Kenneth Kevin Kyle Larry Lars Leo Leon Leonard Lewis Liam "
    "Louis Lucas Luca Luis Luke Magnus Malcolm Manuel Marc Marco Marcus Mario Mark Martin Matej "
    "Matthew Maurice Max Michael Miguel Mike Mikhail Mitch Mohamed Mohammad Mohammed Muhammad "
    "Mustafa Nathan Neil Nicholas Nick Nicolas Nigel Nikolai Noah Noé Norman Oleg Oliver Omar "
    "Oscar Otto Owen Pablo Patrick Paul Paulo Pavel Pedro Pete Peter Petr Philip Philippe Phil "
    "Pierre Pieter Radek Rafael Ralph Ray Raymond Richard Rick Rob Robert Roberto Robin Rodrigo "
    "Roger Roman Ron Ronald Roy Russell Ryan Sam Samuel Scott Sean Sebastian Sergei Sergey Sergio "
    "Simon Stefan Stephen Steve Steven Stuart Ted Terry Thomas Tim Timothy Toby Todd Tom Tomas "
    "Tomaž Tony Tyler Vadim Victor Viktor Vincent Vladimir Walter Warren Wayne Wilhelm William "
    "Willem Wolfgang Xavier Yusuf Zlatan Custódio Kazimierz Søren Babatunde Iain Joris Karim "
    "Volodymyr Recep Benyamin Narendra Rishi Keir Olaf";
constexpr std::string_view kFemaleNames =
    "Abigail Agnes Alexandra Alice Alicia Alison Amanda Amália Amelia Amy Ana Andrea Angela Anita "
    "Anja Ann Anna Anne Annette Annie Antonia Astrid Audrey Barbara Beatrice Bérengère Bernadette "
    "Beth Betty Birgit Brenda Bridget Camilla Carla Carmen Carol Caroline Catherine Cecilia "
    "Charlotte Chelsea Christina Christine Claire Clara Claudia Concetta Cynthia Dana Deborah "
    "Debra Denise Diana Diane Donna Dora Dorothy Edith Elena Eleanor Elisabeth Elizabeth Ella "
    "Ellen Emily Emma Erica Esther Eva Eve Evelyn Fatima Felicitas Fiona Folasade Frances "
    "Francesca Gabriela Gail Gemma Georgia Gina Giorgia Gloria Grace Greta Hannah Heather Heidi "
    "Helen Helena Helga Hilary Hillary Ilinca Ines Inés Ingrid Irene Iris Isabel Isabella Jacinda "
    "Jacqueline Jane Janet Jennifer Jenny Jessica Jill Jo Joan Joanna Joanne Josephine Joyce "
    "Judith "
    "Judy Julia Julie Kamala Karen Kate Katherine Kathleen Kathryn Kathy Katie Katherina Kelly "
    "Kim Kristin Laura Lauren Leila Lena Leonor Lieselotte Linda Lisa Liisi Louise Lucia Lucy "
    "Lydia "
    "Maartje Madeleine Margaret Marguerite Maria Mariana Marie Marina Marion Marta Martha Mary "
    "Maureen Megan Melania Melanie Melissa Mia Michelle Miriam Molly Monica Morag Nadia Nancy "
    "Naomi Natalia Natalie Natasha Nia Nicola Nicole Nina Nora Nicola Olga Olivia Ottavia Pamela "
    "Patricia Paula Pauline Penny Philippa Priti Rachel Rebecca Renata Rita Rosa Rosalind Rose "
    "Roxana Ruth Sally Samantha Sandra Sara Sarah Sharon Sheila Silvia Sofia Sonia Sophia Sophie "
    "Stephanie Susan Susanna Suzanne Svetlana Sylvia Tamanda Tanya Tatiana Teresa Theresa Tina "
    "Tiziana Ulrike Ursula Valentina Valerie Vanessa Vera Veronica Victoria Virginia Vivian Wendy "
    "Yolanda Yulia Yvonne Zoe Zdislava Bogna Aneta Efua Siobhán";
constexpr std::string_view kMaleWords =
    "mr sir lord king prince spokesman chairman businessman salesman policeman congressman "
    "councilman husband father son brother uncle nephew grandfather boyfriend widower duke monk "
    "fisherman he him man boy";
constexpr std::string_view kFemaleWords =
    "mrs ms miss dame lady queen princess spokeswoman chairwoman businesswoman policewoman "
    "congresswoman councilwoman wife mother daughter sister aunt niece grandmother girlfriend "
    "widow duchess nun actress waitress heroine she her woman girl";

std::unordered_set<std::string_view> Split(std::string_view words) {
  std::unordered_set<std::string_view> set;
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    set.insert(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
  return set;
}

}  // namespace

Gender GenderOfName(std::string_view first_name) {
  static const auto male = Split(kMaleNames);
  static const auto female = Split(kFemaleNames);
  if (male.contains(first_name)) return Gender::kMale;
  return female.contains(first_name) ? Gender::kFemale : Gender::kUnknown;
}

Gender GenderOfWord(std::string_view word) {
  static const auto male = Split(kMaleWords);
  static const auto female = Split(kFemaleWords);
  char lower[16];
  if (word.size() >= sizeof(lower)) return Gender::kUnknown;
  for (size_t i = 0; i < word.size(); ++i) {
    lower[i] = word[i] >= 'A' && word[i] <= 'Z' ? static_cast<char>(word[i] + 32) : word[i];
  }
  const std::string_view key(lower, word.size());
  if (male.contains(key)) return Gender::kMale;
  return female.contains(key) ? Gender::kFemale : Gender::kUnknown;
}

}  // namespace newsmill::claims
