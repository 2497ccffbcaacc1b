#ifndef NEWSMILL_TESTS_SUPPORT_SAMPLE_DOCUMENTS_H_
#define NEWSMILL_TESTS_SUPPORT_SAMPLE_DOCUMENTS_H_

#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "processors/base/document.h"
#include "sinks/provenance.h"

namespace newsmill {

// Documents as the chain would leave them, for tests of what comes after it. They live in `batch`.

Provenance SampleProvenance(int pipeline = 1);

// An article with every field set: two entities, a split quotation with its speaker, a number.
Document& AddFullArticle(DocumentBatch& batch, std::string_view id, int64_t version);

// An article of one sentence and no findings.
Document& AddPlainArticle(DocumentBatch& batch, std::string_view id, int64_t version,
                          std::string_view title, std::string_view text);

// Adds a claim over the whole text of `doc`, said by `speaker`.
void AddClaim(DocumentBatch& batch, Document& doc, std::string_view speaker, uint64_t id);

Document& AddTombstone(DocumentBatch& batch, std::string_view id);
Document& AddRetraction(DocumentBatch& batch, std::string_view id, int64_t version);

void SetPosition(Document& doc, std::string_view topic, int partition, int64_t offset);

// Random Unicode of every length of UTF-8, with random findings over it.
Document& AddRandomArticle(DocumentBatch& batch, std::mt19937& random);

// The span of the first `words` in the field; they must be there.
TextSpan SpanOf(const Document& doc, Field field, std::string_view words);

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_SUPPORT_SAMPLE_DOCUMENTS_H_
