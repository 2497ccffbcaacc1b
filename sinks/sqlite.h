#ifndef NEWSMILL_SINKS_SQLITE_H_
#define NEWSMILL_SINKS_SQLITE_H_

#include "absl/status/statusor.h"
#include "processors/base/options_reader.h"
#include "sinks/builtin.h"
#include "sinks/sink.h"

namespace newsmill {

// `sqlite: {path, offset_unit, public}`: an embedded store with full text search; its tables are
// in sqlite_schema.cc. The newest revision of an article wins, so that a replay changes nothing.
// Several workers and processes may write to one file; any SQLite tool may read it meanwhile.
absl::StatusOr<SinkFactory> NewSqlite(OptionsReader& reader, const SinkContext& context);

}  // namespace newsmill

#endif  // NEWSMILL_SINKS_SQLITE_H_
