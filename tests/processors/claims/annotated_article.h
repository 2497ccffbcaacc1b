#ifndef NEWSMILL_TESTS_PROCESSORS_CLAIMS_ANNOTATED_ARTICLE_H_
#define NEWSMILL_TESTS_PROCESSORS_CLAIMS_ANNOTATED_ARTICLE_H_

#include <string>
#include <string_view>
#include <vector>

#include "processors/base/document.h"

namespace newsmill {

// An article with its tokens, sentences and the given names, run through the stage `claims`.
class AnnotatedArticle {
 public:
  // `names`: one entity each, "PER Anja Verbič|Verbič|Anja": type, then the ways it is spelt; every
  // occurrence is a mention. `claims_yaml` holds the stage's options.
  explicit AnnotatedArticle(std::string_view text, const std::vector<std::string>& names = {},
                            std::string_view title = "", std::string_view claims_yaml = "");

  const Document& doc() const { return *doc_; }

  // "direct: “A,” ++ “B.” | said | he | Anja Verbič": kind, content, cue, source, speaker.
  std::vector<std::string> Lines(bool statements = false) const;

  std::string Content(const Claim& claim) const;
  std::string Text(const TextSpan& span) const;

 private:
  void Mark(std::string_view text, Field field, const std::vector<std::string>& names);

  DocumentBatch batch_;
  Document* doc_;
};

}  // namespace newsmill

#endif  // NEWSMILL_TESTS_PROCESSORS_CLAIMS_ANNOTATED_ARTICLE_H_
