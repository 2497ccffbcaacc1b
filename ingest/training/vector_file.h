#ifndef NEWSMILL_INGEST_TRAINING_VECTOR_FILE_H_
#define NEWSMILL_INGEST_TRAINING_VECTOR_FILE_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "processors/learning/word_classes_trainer.h"

namespace newsmill {

// Reads word vectors in the text format of GloVe and word2vec: a line for each word, commonest
// first, with the word and its numbers between spaces; a first line with two counts is passed over.
// Plain, gzip or zstd. The first `max_words` lines count. Errors name file and line.
absl::StatusOr<PublishedVectors> ReadVectors(const std::string& path, size_t max_words);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_VECTOR_FILE_H_
