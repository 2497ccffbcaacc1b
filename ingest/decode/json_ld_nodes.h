#ifndef NEWSMILL_INGEST_DECODE_JSON_LD_NODES_H_
#define NEWSMILL_INGEST_DECODE_JSON_LD_NODES_H_

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace newsmill {

// Finding one's way in JSON-LD, on the JSON text of values. Nothing here fails: of a value that is
// not as expected the text is handed back, and whoever reads it finds the fault.

// Whether `type`, the value of an `@type`, is schema.org's NewsArticle or one of its subtypes, by
// its short or full name, alone or among others in an array.
bool IsNewsArticleType(std::string_view type);

// The value of `member` of the object `node`; "" where there is none.
std::string_view MemberOf(std::string_view node, std::string_view member);

// Unwraps a value until it is a scalar: of an array the first item, of an object the first of
// `members` that it has. {"@value": "x", "@language": "en"} becomes "x".
std::string_view Unwrap(std::string_view value, std::initializer_list<std::string_view> members);

// The news article among the nodes of an array (a page's `@graph`), "" where there is none.
// *count = how many there are.
std::string_view FindNewsArticle(std::string_view nodes, size_t* count);

// The node whose `@id` is written as `id`, quotes included; "" where there is none.
std::string_view FindNode(std::string_view nodes, std::string_view id);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_JSON_LD_NODES_H_
