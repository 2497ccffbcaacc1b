#ifndef NEWSMILL_INGEST_DECODE_TOPICS_H_
#define NEWSMILL_INGEST_DECODE_TOPICS_H_

#include <string_view>

#include "ingest/decode/fields.h"

namespace newsmill {

// What the members of a topic are called in one shape; "" where it has no such member.
struct TopicMembers {
  std::string_view scheme, code, name;
  std::string_view uri;  // stands for scheme and code
};

// Reads an array of topics: names, codes such as "medtop:20000763", or objects with `members`.
// `single`: one topic may stand in the array's place. Failures name the field as the message does.
bool ReadTopics(FieldReader& fields, Key key, const TopicMembers& members, bool single);

// Adds a topic of the publisher's, unless it is empty or there already. The IPTC's addresses of
// vocabularies become their short names (http://cv.iptc.org/newscodes/mediatopic/ → medtop).
void AddTopic(FieldReader& fields, Topic topic);

// Adds a name, or a code such as "medtop:20000763".
void AddTopicText(FieldReader& fields, std::string_view text);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_TOPICS_H_
