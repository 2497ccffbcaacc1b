#include "processors/claims/lexicon.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "processors/claims/cue_verbs.h"

namespace newsmill::claims {
namespace {

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using WordMap = std::unordered_map<std::string, LexiconWord, StringHash, std::equal_to<>>;

struct ClassWords {
  WordClass word_class;
  std::string_view words;  // separated by one space
};

constexpr ClassWords kClassWords[] = {
    {WordClass::kPronoun, "he she it they i we you"},
    {WordClass::kObjectPronoun, "him them me us himself herself themselves itself myself"},
    {WordClass::kDeterminer,
     "the a an his her its their our my your another any every all no several two three four five "
     "six seven eight nine ten dozens hundreds few more fewer such other this these those both "
     "each "
     "neither many most some"},
    {WordClass::kPreposition,
     "of in on at for from with by about against between into through under over during without "
     "within across near toward towards amid among upon via per despite including like behind "
     "outside inside above below beyond around off up down out"},
    {WordClass::kCoordinator, "and but or nor"},
    {WordClass::kSubordinator,
     "while as because when if although though unless until since after before so than whereas "
     "once"},
    {WordClass::kThat, "that"},
    {WordClass::kRelative, "who which whose whom"},
    {WordClass::kQuestion, "whether what how why where"},
    {WordClass::kAuxiliary,
     "is are was were be been being am has have had having do does did will would can could may "
     "might must shall should ’s ’d ’ve ’ll ’re 'd 've 'll 're"},
    {WordClass::kNegation,
     "not never n't n’t didn't didn’t doesn't doesn’t don't don’t hasn't hasn’t haven't haven’t "
     "hadn't hadn’t won't won’t wouldn't wouldn’t cannot can't can’t isn't isn’t wasn't wasn’t "
     "aren't aren’t weren't weren’t couldn't couldn’t"},
    {WordClass::kAdverb,
     "also later then now still already just only again often always even first twice instead "
     "however further soon earlier meanwhile too once ever yet there here today tomorrow tonight "
     "yesterday almost nearly himself"},
    {WordClass::kTo, "to"},
    {WordClass::kTime,
     "monday tuesday wednesday thursday friday saturday sunday january february march april june "
     "july august september october november december week month year morning afternoon evening "
     "night weekend"},
    {WordClass::kVerb,
     "came went took made left won lost gave got goes comes takes makes gives gets became began "
     "held holds kept led leads met ran runs saw sent showed shows sold spent stood stands became "
     "becomes fell falls rose rises grew grows remains seems appears brought built hit heard knew "
     "knows lay lies paid plays broke died dies lives shook struck voted works worked sits sat "
     "uses used has takes hopes needs opens opened won spoke leaves drove rang"},
};

std::string Past(std::string_view verb) {
  std::string form(verb);
  if (form.ends_with('e')) return form + "d";
  if (form.ends_with('y') &&
      std::string_view("aeiou").find(form[form.size() - 2]) == std::string_view::npos) {
    form.back() = 'i';
  }
  return form + "ed";
}

std::string Third(std::string_view verb) {
  std::string form(verb);
  if (form.ends_with("ss") || form.ends_with("sh") || form.ends_with("ch")) return form + "es";
  if (form.ends_with('y') &&
      std::string_view("aeiou").find(form[form.size() - 2]) == std::string_view::npos) {
    form.back() = 'i';
    return form + "es";
  }
  return form + "s";
}

std::string Gerund(std::string_view verb) {
  std::string form(verb);
  if (form.ends_with('e') && !form.ends_with("ee")) form.pop_back();
  return form + "ing";
}

void AddForm(std::string form, VerbForm kind, const CueVerb& cue, WordMap* map) {
  LexiconWord& word = (*map)[std::move(form)];
  if (word.cue != nullptr) return;
  word = {WordClass::kOther, kind, &cue};
}

void ForEachWord(std::string_view words, const std::function<void(std::string_view)>& use) {
  while (!words.empty()) {
    const size_t space = std::min(words.find(' '), words.size());
    use(words.substr(0, space));
    words.remove_prefix(std::min(space + 1, words.size()));
  }
}

// Doubled consonants ("admitted") and irregular pasts are listed with the verb.
void AddVerb(const CueVerbRow& row, WordMap* map) {
  const std::string_view base = row.cue.lemma;
  if (row.past.empty()) {
    AddForm(Past(base), VerbForm::kPast, row.cue, map);
  } else {
    ForEachWord(row.past, [&](std::string_view form) {
      AddForm(std::string(form), VerbForm::kPast, row.cue, map);
    });
  }
  AddForm(Third(base), VerbForm::kThird, row.cue, map);
  AddForm(row.gerund.empty() ? Gerund(base) : std::string(row.gerund), VerbForm::kGerund, row.cue,
          map);
  AddForm(std::string(base), VerbForm::kBase, row.cue, map);
}

WordMap BuildWords() {
  WordMap map;
  for (const ClassWords& row : kClassWords) {
    ForEachWord(row.words, [&](std::string_view word) {
      map.try_emplace(std::string(word), LexiconWord{row.word_class, VerbForm::kNone, nullptr});
    });
  }
  for (const CueVerbRow& row : CueVerbs()) AddVerb(row, &map);
  return map;
}

}  // namespace

const CueVerb kAccordingTo = {"according to", "to", Stance::kSays, kThat | kQuotation};
const CueVerb kRefuseToSay = {"refuse to say", "", Stance::kDenies, kThatOnly};
const CueVerb kColonCue = {":", "", Stance::kSays, kThat | kQuotation};

LexiconWord FindWord(std::string_view lower) {
  static const WordMap map = BuildWords();
  const auto found = map.find(lower);
  return found == map.end() ? LexiconWord{} : found->second;
}

const CueVerb* FindPhrasal(const CueVerb& verb, std::string_view next_lower) {
  for (const PhrasalRow& row : PhrasalCues()) {
    if (row.verb == verb.lemma && row.cue.particle == next_lower) return &row.cue;
  }
  return nullptr;
}

}  // namespace newsmill::claims
