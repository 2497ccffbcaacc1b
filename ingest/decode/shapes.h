#ifndef NEWSMILL_INGEST_DECODE_SHAPES_H_
#define NEWSMILL_INGEST_DECODE_SHAPES_H_

#include <span>
#include <string_view>

#include "ingest/decode/fields.h"
#include "ingest/decode/top_level.h"

namespace newsmill {

// One way in which publishers write an article.
struct Shape {
  std::string_view name;  // as in `format:`
  // Whether the keys that are there speak for this shape.
  bool (*matches)(const TopLevel& fields);
  // Fills the document; returns false after having failed it.
  bool (*map)(FieldReader& fields);
};

// Every shape. A new one is a file beside flat.cc and a row here.
std::span<const Shape> Shapes();

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_DECODE_SHAPES_H_
