#include <librdkafka/rdkafka.h>
#include <simdjson.h>
#include <spdlog/version.h>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <yaml-cpp/yaml.h>
#include <zstd.h>

#include <string>

#include "ingest/commands/commands.h"
#include "newsmill_version.h"

namespace newsmill {

std::string BuildName() { return "newsmill " NEWSMILL_VERSION " (" NEWSMILL_COMMIT ")"; }

namespace {

std::string SimdjsonVersion() {
  return std::to_string(simdjson::SIMDJSON_VERSION_MAJOR) + "." +
         std::to_string(simdjson::SIMDJSON_VERSION_MINOR) + "." +
         std::to_string(simdjson::SIMDJSON_VERSION_REVISION);
}

}  // namespace

std::string VersionText() {
  return BuildName() +
         "\nbuild     " NEWSMILL_BUILD_TYPE ", " __VERSION__ "\nlibraries librdkafka " +
         rd_kafka_version_str() + ", simdjson " + SimdjsonVersion() + ", SQLite " +
         sqlite3_libversion() + ", zstd " + ZSTD_versionString() + ", ICU " U_ICU_VERSION;
}

}  // namespace newsmill
