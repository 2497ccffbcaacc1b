#include "processors/entities/name_tokens.h"

#include <algorithm>

namespace newsmill {

void NameTokensFinder::Find(const Document& document, Field field, std::vector<NameTokens>* names) {
  names->clear();
  order_.clear();
  const std::vector<Mention>& mentions = document.mentions;
  for (uint32_t i = 0; i < mentions.size(); ++i) {
    const bool named =
        mentions[i].kind == MentionKind::kName || mentions[i].kind == MentionKind::kAlias;
    if (named && mentions[i].span.field == field) order_.push_back(i);
  }
  std::ranges::sort(order_, {}, [&](uint32_t i) { return mentions[i].span.begin; });
  const std::vector<Token>& tokens = document.layout(field).tokens;
  const auto count = static_cast<uint32_t>(tokens.size());
  uint32_t token = 0;
  for (const uint32_t i : order_) {
    const TextSpan& span = mentions[i].span;
    while (token < count && tokens[token].begin < span.begin) ++token;
    if (token == count) return;
    if (tokens[token].begin != span.begin) continue;
    uint32_t end = token;
    while (end < count && tokens[end].end < span.end) ++end;
    if (end == count || tokens[end].end != span.end) continue;
    names->push_back({token, end + 1, static_cast<int32_t>(i), mentions[i].entity});
    token = end + 1;
  }
}

}  // namespace newsmill
