#include "processors/text/abbreviations.h"

#include <algorithm>
#include <array>

namespace newsmill {
namespace {

struct Row {
  std::string_view word;
  Abbreviation kind;
};

constexpr Abbreviation kTitle = Abbreviation::kTitle;
constexpr Abbreviation kCompany = Abbreviation::kCompany;
constexpr Abbreviation kBeforeNumber = Abbreviation::kBeforeNumber;
constexpr Abbreviation kTime = Abbreviation::kTime;
constexpr Abbreviation kInner = Abbreviation::kInner;
constexpr Abbreviation kLast = Abbreviation::kLast;

// Sorted by word (byte order).
constexpr std::array kAbbreviations = {
    Row{"A.M", kTime},         Row{"Adm", kTitle},        Row{"Amb", kTitle},
    Row{"Apr", kBeforeNumber}, Row{"Art", kBeforeNumber}, Row{"Asst", kTitle},
    Row{"Aug", kBeforeNumber}, Row{"Ave", kCompany},      Row{"Blvd", kCompany},
    Row{"Brig", kTitle},       Row{"Bros", kCompany},     Row{"Capt", kTitle},
    Row{"Cdr", kTitle},        Row{"Cmdr", kTitle},       Row{"Co", kCompany},
    Row{"Col", kTitle},        Row{"Comdr", kTitle},      Row{"Corp", kCompany},
    Row{"Cpl", kTitle},        Row{"Dec", kBeforeNumber}, Row{"Dept", kInner},
    Row{"Det", kTitle},        Row{"Dr", kTitle},         Row{"Esq", kCompany},
    Row{"Feb", kBeforeNumber}, Row{"Fig", kBeforeNumber}, Row{"Fr", kTitle},
    Row{"Ft", kTitle},         Row{"Gen", kTitle},        Row{"Gov", kTitle},
    Row{"Hon", kTitle},        Row{"Inc", kCompany},      Row{"Insp", kTitle},
    Row{"Jan", kBeforeNumber}, Row{"Jr", kCompany},       Row{"Jul", kBeforeNumber},
    Row{"Jun", kBeforeNumber}, Row{"Lieut", kTitle},      Row{"Lt", kTitle},
    Row{"Ltd", kCompany},      Row{"Maj", kTitle},        Row{"Mar", kBeforeNumber},
    Row{"Messrs", kTitle},     Row{"Mr", kTitle},         Row{"Mrs", kTitle},
    Row{"Ms", kTitle},         Row{"Msgr", kTitle},       Row{"Mt", kTitle},
    Row{"No", kBeforeNumber},  Row{"Nos", kBeforeNumber}, Row{"Nov", kBeforeNumber},
    Row{"Oct", kBeforeNumber}, Row{"P.M", kTime},         Row{"Pfc", kTitle},
    Row{"Ph.D", kCompany},     Row{"Pres", kTitle},       Row{"Prof", kTitle},
    Row{"Pte", kTitle},        Row{"Pty", kCompany},      Row{"Pvt", kTitle},
    Row{"Rd", kCompany},       Row{"Rep", kTitle},        Row{"Reps", kTitle},
    Row{"Rev", kTitle},        Row{"Sec", kBeforeNumber}, Row{"Sen", kTitle},
    Row{"Sens", kTitle},       Row{"Sep", kBeforeNumber}, Row{"Sept", kBeforeNumber},
    Row{"Sgt", kTitle},        Row{"Sr", kCompany},       Row{"St", kTitle},
    Row{"Ste", kTitle},        Row{"Supt", kTitle},       Row{"Vol", kBeforeNumber},
    Row{"a.m", kTime},         Row{"al", kCompany},       Row{"approx", kInner},
    Row{"c", kBeforeNumber},   Row{"ca", kBeforeNumber},  Row{"cf", kInner},
    Row{"e.g", kInner},        Row{"ed", kBeforeNumber},  Row{"etc", kLast},
    Row{"ft", kBeforeNumber},  Row{"i.e", kInner},        Row{"lb", kBeforeNumber},
    Row{"lbs", kBeforeNumber}, Row{"p.m", kTime},         Row{"pp", kBeforeNumber},
    Row{"vol", kBeforeNumber}, Row{"vs", kInner},
};

// American states as newspapers shorten them. Sorted (byte order).
constexpr std::string_view kStates[] = {
    "Ala", "Ariz", "Ark",  "Calif", "Colo", "Conn", "Del",  "Fla",  "Ga",   "Ill", "Ind", "Kan",
    "Ky",  "La",   "Mass", "Md",    "Mich", "Minn", "Miss", "Mo",   "Mont", "Neb", "Nev", "Okla",
    "Ore", "Pa",   "Penn", "Tenn",  "Tex",  "Va",   "Vt",   "Wash", "Wis",  "Wyo"};

// Sorted (byte order).
constexpr std::string_view kOpeners[] = {
    "A",        "About",   "According", "After",  "Again",   "All",     "Almost",  "Also",
    "Although", "Among",   "An",        "And",    "Another", "Any",     "As",      "At",
    "Because",  "Before",  "Both",      "But",    "By",      "Despite", "Do",      "During",
    "Each",     "Earlier", "Even",      "Every",  "Few",     "Five",    "For",     "Four",
    "From",     "He",      "Her",       "Here",   "His",     "How",     "However", "I",
    "If",       "In",      "Instead",   "Is",     "It",      "Its",     "Just",    "Last",
    "Later",    "Many",    "Meanwhile", "More",   "Most",    "Mr",      "Mrs",     "Ms",
    "My",       "Neither", "No",        "Nobody", "None",    "Nor",     "Not",     "Nothing",
    "Now",      "On",      "Once",      "One",    "Only",    "Or",      "Other",   "Others",
    "Our",      "Over",    "She",       "Since",  "So",      "Some",    "Still",   "Such",
    "That",     "The",     "Their",     "Then",   "There",   "These",   "They",    "This",
    "Those",    "Three",   "To",        "Two",    "Under",   "We",      "What",    "When",
    "Where",    "While",   "Who",       "Why",    "Will",    "With",    "Yet",     "You",
    "Your"};

// Sorted (byte order).
constexpr std::string_view kTimeSuffixes[] = {
    "BST",      "CEST",   "CET",      "CST",     "EDT", "EST",       "ET",   "Eastern", "Friday",
    "GMT",      "HKT",    "IST",      "JST",     "MST", "Monday",    "PDT",  "PST",     "PT",
    "Saturday", "Sunday", "Thursday", "Tuesday", "UTC", "Wednesday", "local"};

}  // namespace

Abbreviation FindAbbreviation(std::string_view word) {
  static_assert(std::ranges::is_sorted(kAbbreviations, {}, &Row::word));
  static_assert(std::ranges::is_sorted(kStates));
  const bool party = word.starts_with("R-") || word.starts_with("D-") || word.starts_with("I-");
  const std::string_view state = party ? word.substr(2) : word;
  if (state.size() > 6) return Abbreviation::kNone;
  if (std::ranges::binary_search(kStates, state)) return Abbreviation::kState;
  const auto* row = std::ranges::lower_bound(kAbbreviations, word, {}, &Row::word);
  return row != kAbbreviations.end() && row->word == word ? row->kind : Abbreviation::kNone;
}

bool IsSentenceOpener(std::string_view word) {
  static_assert(std::ranges::is_sorted(kOpeners));
  return std::ranges::binary_search(kOpeners, word);
}

bool IsTimeSuffix(std::string_view word) {
  static_assert(std::ranges::is_sorted(kTimeSuffixes));
  return std::ranges::binary_search(kTimeSuffixes, word);
}

}  // namespace newsmill
