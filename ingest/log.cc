#include "ingest/log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

bool json_lines = false;  // set once by StartLog, before threads

void WriteString(rapidjson::Writer<rapidjson::StringBuffer>& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

// The members behind "log.level": spdlog's pattern writes the rest of the object.
std::string JsonLine(std::string_view message, std::initializer_list<LogField> fields) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartObject();
  writer.Key("message");
  WriteString(writer, message);
  for (const LogField& field : fields) {
    WriteString(writer, field.name);
    WriteString(writer, field.value);
  }
  writer.EndObject();
  return {buffer.GetString() + 1, buffer.GetSize() - 2};
}

std::string TextLine(std::string_view message, std::initializer_list<LogField> fields) {
  std::string line(message);
  for (const LogField& field : fields) {
    line += "  ";
    line += field.name;
    line += '=';
    line += field.value;
  }
  return line;
}

void Log(spdlog::level::level_enum level, std::string_view message,
         std::initializer_list<LogField> fields) {
  if (!spdlog::should_log(level)) return;
  spdlog::log(level, "{}", json_lines ? JsonLine(message, fields) : TextLine(message, fields));
}

}  // namespace

absl::Status ReadLogOptions(OptionsReader& reader, LogOptions* options) {
  RETURN_IF_ERROR(
      reader.OptionalOneOf("level", &options->level, {"debug", "info", "warn", "error"}));
  RETURN_IF_ERROR(reader.OptionalOneOf("format", &options->format, {"auto", "json", "text"}));
  return reader.Finish();
}

void StartLog(const LogOptions& options) {
  json_lines = options.format == "json" || (options.format == "auto" && isatty(STDERR_FILENO) == 0);
  auto logger = std::make_shared<spdlog::logger>("newsmill",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
  if (json_lines) {
    // ECS wants UTC; the pattern's time is local unless asked otherwise.
    logger->set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"@timestamp":"%Y-%m-%dT%H:%M:%S.%eZ","log.level":"%l","service.name":"newsmill",)"
        R"("ecs.version":"8.0",%v})",
        spdlog::pattern_time_type::utc));
  } else {
    logger->set_pattern("%H:%M:%S %-5l %v");
  }
  logger->set_level(spdlog::level::from_str(options.level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
}

void LogDebug(std::string_view message, std::initializer_list<LogField> fields) {
  Log(spdlog::level::debug, message, fields);
}
void LogInfo(std::string_view message, std::initializer_list<LogField> fields) {
  Log(spdlog::level::info, message, fields);
}
void LogWarning(std::string_view message, std::initializer_list<LogField> fields) {
  Log(spdlog::level::warn, message, fields);
}
void LogError(std::string_view message, std::initializer_list<LogField> fields) {
  Log(spdlog::level::err, message, fields);
}

}  // namespace newsmill
