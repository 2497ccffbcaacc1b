#include "ingest/training/rewritten_text.h"

#include <unicode/uchar.h>

#include <string>
#include <string_view>
#include <vector>

#include "processors/text/characters.h"

namespace newsmill {
namespace {

constexpr uint32_t kKeptSpaces = 10;

void AppendUtf8(char32_t code, std::string* out) {
  const auto tail = [&](uint32_t shift) {
    out->push_back(static_cast<char>(0x80U | ((code >> shift) & 0x3fU)));
  };
  if (code < 0x80) {
    out->push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    out->push_back(static_cast<char>(0xc0U | (code >> 6)));
    tail(0);
  } else if (code < 0x10000) {
    out->push_back(static_cast<char>(0xe0U | (code >> 12)));
    tail(6);
    tail(0);
  } else {
    out->push_back(static_cast<char>(0xf0U | (code >> 18)));
    tail(12);
    tail(6);
    tail(0);
  }
}

class Rewriter {
 public:
  Rewriter(std::string_view text, Writing writing) : text_(text), writing_(writing) {
    moved_.resize(text.size() + 1);
    for (size_t at = 0; at < text.size();) {
      const Character c = ReadCharacter(text, at);
      for (uint32_t k = 0; k < c.size; ++k) moved_[at + k] = static_cast<uint32_t>(out_.size());
      Append(at, c);
      at += c.size;
    }
    moved_[text.size()] = static_cast<uint32_t>(out_.size());
  }

  std::string TakeText() { return std::move(out_); }
  uint32_t Moved(uint32_t at) const { return moved_[at]; }

 private:
  void Append(size_t at, const Character& c) {
    const bool valid = c.code < 128 || c.size > 1;
    switch (writing_) {
      case Writing::kLowerCase:
      case Writing::kCapitals: {
        const auto code = static_cast<UChar32>(c.code);
        const UChar32 cased = writing_ == Writing::kLowerCase ? u_tolower(code) : u_toupper(code);
        if (valid) return AppendUtf8(static_cast<char32_t>(cased), &out_);
        break;
      }
      case Writing::kTypography:
        if (AppendTypography(at, c)) return;
        break;
      case Writing::kAsIs:
        break;
    }
    out_.append(text_.substr(at, c.size));
  }

  // False where nothing changes.
  bool AppendTypography(size_t at, const Character& c) {
    const bool opens = at == 0 || IsAsciiSpace(text_[at - 1]) || text_[at - 1] == '(';
    switch (c.code) {
      case U'"':
        out_ += opens ? "“" : "”";
        return true;
      case U'\'':
        out_ += opens ? "‘" : "’";
        return true;
      case U'“':
      case U'”':
        out_ += '"';
        return true;
      case U'‘':
      case U'’':
        out_ += '\'';
        return true;
      case U'-':
        if (!text_.substr(at).starts_with("- ") || !opens || at == 0) return false;
        out_ += "–";
        return true;
      case U' ':
        return at > 0 && (text_[at - 1] == ',' || text_[at - 1] == '.') &&
               ++spaces_ % kKeptSpaces == 0;
      default:
        return false;
    }
  }

  const std::string_view text_;
  const Writing writing_;
  std::string out_;
  std::vector<uint32_t> moved_;  // where each byte went
  uint32_t spaces_ = 0;          // that could have been left out
};

}  // namespace

AnnotatedText Rewrite(const AnnotatedText& text, Writing writing) {
  Rewriter rewriter(text.text, writing);
  AnnotatedText out{text.id, rewriter.TakeText(), text.names};
  for (AnnotatedText::Name& name : out.names) {
    name.begin = rewriter.Moved(name.begin);
    name.end = rewriter.Moved(name.end);
  }
  return out;
}

}  // namespace newsmill
