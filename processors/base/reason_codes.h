#ifndef NEWSMILL_PROCESSORS_BASE_REASON_CODES_H_
#define NEWSMILL_PROCESSORS_BASE_REASON_CODES_H_

#include <string_view>

namespace newsmill {

// Why the decoder gives a message to the dead letters. Public and never renamed; what each means
// for a person stands in docs/reason-codes.md.
inline constexpr std::string_view kReasonInvalidJson = "invalid_json";
inline constexpr std::string_view kReasonInvalidText = "invalid_text";
inline constexpr std::string_view kReasonInvalidField = "invalid_field";
inline constexpr std::string_view kReasonMissingId = "missing_id";
inline constexpr std::string_view kReasonEmptyMessage = "empty_message";
inline constexpr std::string_view kReasonEmptyBody = "empty_body";
inline constexpr std::string_view kReasonTooLarge = "too_large";
inline constexpr std::string_view kReasonTooDeep = "too_deep";
inline constexpr std::string_view kReasonUnknownShape = "unknown_shape";
inline constexpr std::string_view kReasonAmbiguousShape = "ambiguous_shape";
inline constexpr std::string_view kReasonUnsupportedEncoding = "unsupported_encoding";

// Why a message goes to the dead letters unprocessed: with it a stage ended the process, twice.
inline constexpr std::string_view kReasonStageCrash = "stage_crash";
inline constexpr std::string_view kReasonStageTimeout = "stage_timeout";

// Codes of Document::warnings that the decoder sets.
inline constexpr std::string_view kWarningDuplicateKey = "duplicate_key";
inline constexpr std::string_view kWarningFutureDate = "future_date";
inline constexpr std::string_view kWarningInvalidDate = "invalid_date";
inline constexpr std::string_view kWarningInvalidUrl = "invalid_url";
inline constexpr std::string_view kWarningLanguage = "language";
inline constexpr std::string_view kWarningRepairedEncoding = "repaired_encoding";
inline constexpr std::string_view kWarningTruncatedList = "truncated_list";
inline constexpr std::string_view kWarningContentType = "content_type";
inline constexpr std::string_view kWarningStatus = "status";

}  // namespace newsmill

#endif  // NEWSMILL_PROCESSORS_BASE_REASON_CODES_H_
