#include "processors/sentences.h"

#include "processors/base/status_macros.h"
#include "processors/text/sentence_splitter.h"
#include "processors/text/story_frame.h"
#include "processors/text/tokenizer.h"

namespace newsmill {
namespace {

class Sentences : public Processor {
 public:
  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (!doc.live()) continue;
      Split(doc.title, doc.title_layout);
      Split(doc.text, doc.text_layout);
      MarkStoryFrame(doc.text, &doc.text_layout);
    }
    return absl::OkStatus();
  }

 private:
  void Split(std::string_view text, TextLayout& layout) {
    tokenizer_.Tokenize(text, &layout.tokens);
    SplitSentences(text, layout.tokens, &layout.sentences);
  }

  Tokenizer tokenizer_;
};

}  // namespace

absl::StatusOr<ProcessorFactory> NewSentences(OptionsReader& options) {
  RETURN_IF_ERROR(options.Finish());
  return ProcessorFactory([] { return std::make_unique<Sentences>(); });
}

}  // namespace newsmill
