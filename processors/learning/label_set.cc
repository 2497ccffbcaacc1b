#include "processors/learning/label_set.h"

namespace newsmill {
namespace {

constexpr LabelMask Bit(size_t label) { return LabelMask{1} << label; }

}  // namespace

LabelSet LabelSet::Free(const std::vector<std::string>& names) {
  LabelSet set;
  set.names = names;
  const LabelMask all = names.size() == kMaxLabels ? ~LabelMask{0} : Bit(names.size()) - 1;
  set.after.assign(names.size(), all);
  set.first = set.last = all;
  return set;
}

LabelSet LabelSet::Spans(const std::vector<std::string>& types) {
  LabelSet set;
  set.names.emplace_back("O");
  set.first = Bit(SpanLabel::kOutside);
  for (size_t type = 0; type < types.size(); ++type) {
    for (const char* place : {"B-", "I-", "E-", "S-"}) set.names.push_back(place + types[type]);
    set.first |= Bit(SpanLabel::Of(type, SpanLabel::kBegin));
    set.first |= Bit(SpanLabel::Of(type, SpanLabel::kSingle));
  }
  for (size_t i = 0; i < set.size(); ++i) {
    const auto label = static_cast<uint8_t>(i);
    const bool open = label != SpanLabel::kOutside && !SpanLabel::Closes(label);
    if (!open) {
      set.after.push_back(set.first);
      set.last |= Bit(label);
      continue;
    }
    const size_t type = SpanLabel::Type(label);
    set.after.push_back(Bit(SpanLabel::Of(type, SpanLabel::kInside)) |
                        Bit(SpanLabel::Of(type, SpanLabel::kEnd)));
  }
  return set;
}

}  // namespace newsmill
