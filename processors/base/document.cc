#include "processors/base/document.h"

#include <algorithm>
#include <tuple>

namespace newsmill {
namespace {

// A vector that one monstrous article grew gives its memory back; the others keep theirs.
template <typename T>
void Recycle(std::vector<T>& items) {
  constexpr size_t kRetainedBytes = size_t{256} << 10;
  if (items.capacity() * sizeof(T) > kRetainedBytes) {
    items = std::vector<T>();
  } else {
    items.clear();
  }
}

void Recycle(TextLayout& layout) {
  Recycle(layout.tokens);
  Recycle(layout.sentences);
}

}  // namespace

void Document::Fail(std::string_view stage, std::string_view code, std::string_view reason) {
  if (!failure.empty()) return;
  failure = {.stage = stage, .sink = {}, .code = code, .reason = reason, .attempts = 1};
}

void Document::IndexMentions() {
  std::ranges::sort(mentions, {}, [](const Mention& m) {
    return std::tuple(m.entity, m.span.field, m.span.begin, m.kind, m.span.end);
  });
  for (Entity& entity : entities) entity.first_mention = entity.end_mention = 0;
  for (uint32_t i = 0; i < mentions.size(); ++i) {
    Entity& entity = entities[mentions[i].entity];
    if (entity.end_mention == 0) entity.first_mention = i;
    entity.end_mention = i + 1;
  }
}

void Document::Reset() {
  Recycle(message.headers);
  Recycle(authors);
  Recycle(topics);
  Recycle(title_layout);
  Recycle(text_layout);
  Recycle(entities);
  Recycle(mentions);
  Recycle(references);
  Recycle(claims);
  Recycle(claim_spans);
  Recycle(claim_numbers);
  Recycle(warnings);
  Document fresh;
  fresh.message.headers = std::move(message.headers);
  fresh.authors = std::move(authors);
  fresh.topics = std::move(topics);
  fresh.title_layout = std::move(title_layout);
  fresh.text_layout = std::move(text_layout);
  fresh.entities = std::move(entities);
  fresh.mentions = std::move(mentions);
  fresh.references = std::move(references);
  fresh.claims = std::move(claims);
  fresh.claim_spans = std::move(claim_spans);
  fresh.claim_numbers = std::move(claim_numbers);
  fresh.warnings = std::move(warnings);
  *this = std::move(fresh);
}

Document& DocumentBatch::Add() {
  if (size_ == documents_.size()) documents_.emplace_back();
  end_ = ++size_;
  return documents_[size_ - 1];
}

void DocumentBatch::Narrow(size_t begin, size_t count) {
  begin_ = begin;
  end_ = begin + count;
}

void DocumentBatch::Widen() { Narrow(0, size_); }

void DocumentBatch::Clear() {
  Widen();
  for (Document& document : docs()) document.Reset();
  size_ = 0;
  Widen();
  arena_.Clear();
}

}  // namespace newsmill
