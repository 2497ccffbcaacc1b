#include "tests/processors/claims/annotated_article.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "processors/claims.h"
#include "processors/coreference.h"
#include "processors/sentences.h"

namespace newsmill {
namespace {

EntityType TypeOf(std::string_view name) {
  if (name.starts_with("PER ")) return EntityType::kPerson;
  if (name.starts_with("ORG ")) return EntityType::kOrganisation;
  return name.starts_with("LOC ") ? EntityType::kLocation : EntityType::kMisc;
}

void Run(const ProcessorFactory& factory, DocumentBatch* batch) {
  ASSERT_TRUE(factory()->Process(*batch).ok());
}

}  // namespace

AnnotatedArticle::AnnotatedArticle(std::string_view text, const std::vector<std::string>& names,
                                   std::string_view title, std::string_view claims_yaml) {
  doc_ = &batch_.Add();
  doc_->id = "article-1";
  doc_->language.tag = "en";
  doc_->text = batch_.arena().Copy(text);
  doc_->title = batch_.arena().Copy(title);
  auto empty = OptionsReader::Empty();
  Run(NewSentences(empty).value(), &batch_);
  for (const std::string& name : names) {
    const std::string_view first = std::string_view(name).substr(4);
    Entity entity;
    entity.type = TypeOf(name);
    entity.name = batch_.arena().Copy(first.substr(0, first.find('|')));
    doc_->entities.push_back(entity);
  }
  Mark(doc_->title, Field::kTitle, names);
  Mark(doc_->text, Field::kText, names);
  doc_->IndexMentions();
  Run(NewCoreference(empty).value(), &batch_);
  auto options = OptionsReader::Parse(claims_yaml, "test.yaml").value();
  Run(NewClaims(options).value(), &batch_);
}

void AnnotatedArticle::Mark(std::string_view text, Field field,
                            const std::vector<std::string>& names) {
  std::vector<bool> taken(text.size(), false);
  for (uint32_t entity = 0; entity < names.size(); ++entity) {
    std::string_view spellings = std::string_view(names[entity]).substr(4);
    while (!spellings.empty()) {
      const std::string_view spelling = spellings.substr(0, spellings.find('|'));
      spellings.remove_prefix(std::min(spelling.size() + 1, spellings.size()));
      for (size_t at = text.find(spelling); at != std::string_view::npos;
           at = text.find(spelling, at + 1)) {
        if (taken[at]) continue;
        std::fill_n(taken.begin() + static_cast<std::ptrdiff_t>(at), spelling.size(), true);
        Mention mention;
        mention.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(at + spelling.size()),
                        field};
        mention.entity = entity;
        mention.confidence = 1;
        doc_->mentions.push_back(mention);
      }
    }
  }
}

std::string AnnotatedArticle::Text(const TextSpan& span) const {
  if (span.empty()) return "-";
  return std::string(doc_->Text(span.field).substr(span.begin, span.end - span.begin));
}

std::string AnnotatedArticle::Content(const Claim& claim) const {
  std::string content;
  for (uint32_t p = claim.first_piece; p < claim.end_piece; ++p) {
    if (p > claim.first_piece) content += " ++ ";
    content += Text(doc_->claim_spans[p]);
  }
  return content;
}

std::vector<std::string> AnnotatedArticle::Lines(bool statements) const {
  static constexpr std::string_view kKinds[] = {"direct", "indirect", "mixed", "statement"};
  std::vector<std::string> lines;
  for (const Claim& claim : doc_->claims) {
    if (claim.kind == ClaimKind::kStatement && !statements) continue;
    std::string line(kKinds[static_cast<size_t>(claim.kind)]);
    line += ": " + Content(claim) + " | " + Text(claim.cue) + " | " + Text(claim.source) + " | ";
    line += claim.speaker_name.empty() ? "-" : std::string(claim.speaker_name);
    lines.push_back(line);
  }
  return lines;
}

}  // namespace newsmill
