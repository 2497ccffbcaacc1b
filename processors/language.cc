#include "processors/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <fmt/format.h>

#include <string>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

struct LanguageOptions {
  // How much of the text is looked at. More is surer for texts that mix languages, and slower.
  int max_bytes = 1024;
};

// A shorter text is believed only where it agrees with the declared language.
constexpr int kSureBytes = 60;
constexpr float kDeclaredConfidence = 0.5F;

struct Guess {
  std::string_view tag = "und";
  float confidence = 0;
  bool reliable = false;
};

std::string_view PrimarySubtag(std::string_view tag) { return tag.substr(0, tag.find('-')); }

// At most `size` bytes of `text`, cut between code points.
std::string_view Head(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

// CLD2's codes are BCP 47 but for a few that have been renamed since. Static text.
std::string_view Bcp47(CLD2::Language language) {
  const std::string_view code = CLD2::LanguageCode(language);
  if (code == "un" || code.starts_with("xx")) return "und";
  if (code == "iw") return "he";
  if (code == "no") return "nb";
  if (code == "zh-Hant") return "zh-Hant";
  if (code == "sr-ME") return "sr-ME";
  if (code == "jw") return "jv";
  return code;
}

Guess Detect(std::string_view text) {
  CLD2::Language top[3] = {};
  int percent[3] = {};
  double score[3] = {};
  int bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(text.data(), static_cast<int>(text.size()), true, &hints, 0, top,
                                 percent, score, nullptr, &bytes, &reliable);
  const std::string_view tag = Bcp47(top[0]);
  return {.tag = tag,
          .confidence = static_cast<float>(percent[0]) / 100.0F,
          .reliable = reliable && tag != "und" && percent[0] >= 60 && bytes >= kSureBytes};
}

class LanguageStage : public Processor {
 public:
  explicit LanguageStage(const LanguageOptions& options) : options_(options) {}

  absl::Status Process(DocumentBatch& batch) override {
    for (Document& doc : batch.docs()) {
      if (doc.live()) Annotate(doc, batch.arena());
    }
    return absl::OkStatus();
  }

 private:
  void Annotate(Document& doc, Arena& arena) {
    sample_.assign(Head(doc.title, 512));
    sample_ += '\n';
    sample_ += Head(doc.text, static_cast<size_t>(options_.max_bytes));
    const Guess guess = Detect(sample_);
    Language& language = doc.language;
    const bool agrees = PrimarySubtag(guess.tag) == PrimarySubtag(language.declared);
    if (guess.reliable || (agrees && !language.declared.empty())) {
      language.tag = guess.tag;
      language.confidence = guess.confidence;
      if (!agrees && !language.declared.empty()) WarnOfMismatch(doc, arena);
    } else if (!language.declared.empty()) {
      language.tag = language.declared;
      language.confidence = kDeclaredConfidence;
    } else {
      language.tag = "und";
      language.confidence = 0;
    }
  }

  static void WarnOfMismatch(Document& doc, Arena& arena) {
    doc.warnings.push_back(
        {.stage = "language",
         .code = "language_mismatch",
         .message = arena.Copy(fmt::format("declared {}, but the text reads as {}",
                                           doc.language.declared, doc.language.tag))});
  }

  const LanguageOptions options_;
  std::string sample_;
};

}  // namespace

absl::StatusOr<ProcessorFactory> NewLanguage(OptionsReader& reader) {
  LanguageOptions options;
  RETURN_IF_ERROR(reader.Optional("max_bytes", &options.max_bytes, 256, 65536));
  RETURN_IF_ERROR(reader.Finish());
  return ProcessorFactory([options] { return std::make_unique<LanguageStage>(options); });
}

}  // namespace newsmill
