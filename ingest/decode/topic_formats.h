#ifndef NEWSMILL_INGEST_DECODE_TOPIC_FORMATS_H_
#define NEWSMILL_INGEST_DECODE_TOPIC_FORMATS_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "ingest/decode/shapes.h"

namespace re2 {
class RE2;
}

namespace newsmill {

// Which shape the messages of a topic are taken for, whatever their keys. Built once, then
// immutable and thread-safe.
class TopicFormats {
 public:
  // `topic`: a name, or a regular expression that begins with ^. `format`: a shape's name, or
  // "auto": recognised by the keys. The first that fits a topic counts. InvalidArgument: the
  // expression or the name is none.
  absl::Status Add(std::string_view topic, std::string_view format);

  // Whether the topic's name or an expression that fits it was added.
  bool Contains(std::string_view topic) const;

  // Null: recognised by the keys.
  const Shape* Find(std::string_view topic) const;

 private:
  struct Rule {
    std::string topic;
    std::shared_ptr<const re2::RE2> pattern;  // null for a plain name
    const Shape* shape;
  };
  const Rule* FindRule(std::string_view topic) const;

  std::vector<Rule> rules_;
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_TOPIC_FORMATS_H_
