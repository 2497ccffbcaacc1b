#include "ingest/decode/topic_formats.h"

#include <gmock/gmock.h>

#include "tests/support/decoded.h"

namespace newsmill {
namespace {

using testing::HasSubstr;

std::string_view NameOf(const Shape* shape) { return shape == nullptr ? "auto" : shape->name; }

TEST(TopicFormatsTest, TheFirstThatFitsCounts) {
  TopicFormats formats;
  ASSERT_TRUE(formats.Add("news.a", "ninjs1").ok());
  ASSERT_TRUE(formats.Add("news.b", "auto").ok());
  ASSERT_TRUE(formats.Add("^news\\.", "jsonld").ok());
  EXPECT_EQ(NameOf(formats.Find("news.a")), "ninjs1");
  EXPECT_EQ(NameOf(formats.Find("news.b")), "auto");
  EXPECT_EQ(NameOf(formats.Find("news.c")), "jsonld");
  EXPECT_EQ(NameOf(formats.Find("old.news.c")), "auto");
}

TEST(TopicFormatsTest, EveryShapeHasAFormat) {
  for (const Shape& shape : Shapes()) {
    TopicFormats formats;
    EXPECT_TRUE(formats.Add("t", shape.name).ok()) << shape.name;
    EXPECT_EQ(formats.Find("t"), &shape);
  }
}

TEST(TopicFormatsTest, Mistakes) {
  TopicFormats formats;
  EXPECT_THAT(std::string(formats.Add("t", "ninja").message()), HasSubstr("ninja"));
  EXPECT_THAT(std::string(formats.Add("^(", "flat").message()), HasSubstr("^("));
}

TEST(TopicFormatsTest, AForcedShapeIsReadWhateverItsKeys) {
  const std::string both = R"({"id":"a","uri":"u","body":"b","lang":"eng"})";
  EXPECT_EQ(Decoded(both).code(), "ambiguous_shape");
  for (const auto& [format, id] : {std::pair{"flat", "a"}, std::pair{"eventregistry", "u"}}) {
    TopicFormats formats;
    ASSERT_TRUE(formats.Add("the-topic", format).ok());
    const Decoded doc(both, {}, "k", -1, {}, formats);
    EXPECT_EQ(doc.code(), "") << doc.reason();
    EXPECT_EQ(doc->id, id);
  }
}

}  // namespace
}  // namespace newsmill
