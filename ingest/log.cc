#include "ingest/log.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/dist_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <memory>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

// Set once by StartLog, before threads.
bool json_lines = false;
std::string log_file;
std::shared_ptr<spdlog::sinks::dist_sink_mt> log_output;

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

void SetFormat(spdlog::logger& logger) {
  if (json_lines) {
    // ECS wants UTC; the pattern's time is local unless asked otherwise.
    logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
        R"({"@timestamp":"%Y-%m-%dT%H:%M:%S.%eZ","log.level":"%l","service.name":"newsmill",)"
        R"("ecs.version":"8.0",%v})",
        spdlog::pattern_time_type::utc));
  } else {
    logger.set_pattern("%H:%M:%S %-5l %v");
  }
}

absl::StatusOr<spdlog::sink_ptr> OpenTarget(const std::string& file) {
  if (file.empty()) return std::make_shared<spdlog::sinks::stderr_sink_mt>();
  try {
    return std::make_shared<spdlog::sinks::basic_file_sink_mt>(file);
  } catch (const spdlog::spdlog_ex& error) {
    return absl::InvalidArgumentError("log.file: " + std::string(error.what()));
  }
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
  RETURN_IF_ERROR(reader.Optional("file", &options->file));
  return reader.Finish();
}

absl::Status StartLog(const LogOptions& options) {
  const bool terminal = options.file.empty() && isatty(STDERR_FILENO) != 0;
  json_lines = options.format == "json" || (options.format == "auto" && !terminal);
  auto output = std::make_shared<spdlog::sinks::dist_sink_mt>();
  ASSIGN_OR_RETURN(spdlog::sink_ptr target, OpenTarget(options.file));
  output->set_sinks({std::move(target)});
  auto logger = std::make_shared<spdlog::logger>("newsmill", output);
  SetFormat(*logger);
  logger->set_level(spdlog::level::from_str(options.level));
  logger->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(logger));
  log_output = std::move(output);
  log_file = options.file;
  return absl::OkStatus();
}

absl::Status ReopenLog(const std::string& level) {
  spdlog::default_logger()->set_level(spdlog::level::from_str(level));
  if (log_file.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(spdlog::sink_ptr target, OpenTarget(log_file));
  log_output->set_sinks({std::move(target)});
  // A new target has the default format.
  SetFormat(*spdlog::default_logger());
  return absl::OkStatus();
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
