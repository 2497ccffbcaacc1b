#include "ingest/commands/demo_report.h"

#include "processors/base/status_macros.h"
#include "sinks/sqlite_database.h"

namespace newsmill {
namespace {

constexpr size_t kQuoteBytes = 110;

// The best claim of each of the most talkative speakers.
constexpr std::string_view kSpeakersSql = R"sql(
  SELECT speaker, coalesce(role, ''), stance, quote, count(*) AS claims, max(confidence)
  FROM quotes
  WHERE speaker IS NOT NULL AND length(quote) BETWEEN 40 AND 400
  GROUP BY speaker ORDER BY claims DESC, speaker LIMIT 8)sql";

constexpr std::string_view kNamesSql = R"sql(
  SELECT name, type, count(*) AS articles, sum(mentions) AS mentions
  FROM names GROUP BY name, type ORDER BY articles DESC, mentions DESC, name LIMIT 10)sql";

struct Style {
  const char* bold;
  const char* dim;
  const char* plain;
};
constexpr Style kColour = {"\033[1m", "\033[2m", "\033[0m"};
constexpr Style kNoColour = {"", "", ""};

// One line of at most kQuoteBytes, cut between words.
std::string Shortened(std::string_view text) {
  std::string line(text.substr(0, kQuoteBytes));
  if (text.size() > kQuoteBytes) {
    const size_t space = line.rfind(' ');
    if (space != std::string::npos) line.resize(space);
    line += " ...";
  }
  for (char& c : line) {
    if (c == '\n') c = ' ';
  }
  return line;
}

std::string Padded(std::string_view text, size_t width) {
  std::string padded(text);
  size_t columns = 0;
  for (const char c : text) columns += (c & 0xC0) != 0x80 ? 1 : 0;
  if (columns < width) padded.append(width - columns, ' ');
  return padded;
}

void PrintOutcomes(const LedgerCounts& counts, const Style& style, std::ostream& out) {
  out << style.bold << counts.consumed << " messages" << style.plain;
  const char* separator = ": ";
  for (size_t i = 0; i < kOutcomes; ++i) {
    if (counts.outcomes[i] == 0) continue;
    out << separator << counts.outcomes[i] << ' ' << OutcomeName(static_cast<Outcome>(i));
    separator = ", ";
  }
  out << ". Each has exactly one outcome"
      << (counts.balanced() ? "" : ", but THE LEDGER DOES NOT BALANCE") << ".\n";
}

absl::Status PrintSpeakers(SqliteDatabase& database, const Style& style, std::ostream& out) {
  ASSIGN_OR_RETURN(SqliteStatement rows, database.Prepare(kSpeakersSql));
  out << '\n' << style.bold << "Who said what" << style.plain << '\n';
  while (true) {
    ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    out << "  " << style.bold << rows.Text(0) << style.plain;
    if (!rows.Text(1).empty()) out << style.dim << " (" << rows.Text(1) << ')' << style.plain;
    out << ' ' << rows.Text(2) << ": " << Shortened(rows.Text(3)) << '\n';
  }
}

absl::Status PrintNames(SqliteDatabase& database, const Style& style, std::ostream& out) {
  ASSIGN_OR_RETURN(SqliteStatement rows, database.Prepare(kNamesSql));
  out << '\n' << style.bold << "Who is in the news" << style.plain << '\n';
  while (true) {
    ASSIGN_OR_RETURN(const bool more, rows.Step());
    if (!more) return absl::OkStatus();
    out << "  " << Padded(rows.Text(0), 34) << ' ' << style.dim << rows.Text(1) << style.plain
        << "  " << rows.Integer(2) << (rows.Integer(2) == 1 ? " article, " : " articles, ")
        << rows.Integer(3) << (rows.Integer(3) == 1 ? " mention\n" : " mentions\n");
  }
}

void PrintFiles(const std::string& directory, const Style& style, std::ostream& out) {
  out << '\n'
      << style.bold << "Where it lies" << style.plain << '\n'
      << "  " << directory
      << "/news.db     SQLite with full text search; any SQLite tool reads it\n"
      << "  " << directory << "/enriched/   one record a line (newsmill.enriched.v1)\n"
      << "  " << directory
      << "/dead/       what could not be processed, with the reason and the bytes\n"
      << "  " << directory << "/demo.yaml   the configuration\n\n"
      << style.bold << "What to try next" << style.plain << '\n'
      << "  newsmill search earthquake --db " << directory << "/news.db\n"
      << "  newsmill annotate " << directory << "/sample.jsonl | head -1\n"
      << "  newsmill run --help\n";
}

}  // namespace

absl::Status PrintDemoReport(const LedgerCounts& counts, const std::string& directory, bool colour,
                             std::ostream& out) {
  const Style& style = colour ? kColour : kNoColour;
  ASSIGN_OR_RETURN(SqliteDatabase database, SqliteDatabase::OpenForReading(directory + "/news.db"));
  PrintOutcomes(counts, style, out);
  RETURN_IF_ERROR(PrintSpeakers(database, style, out));
  RETURN_IF_ERROR(PrintNames(database, style, out));
  PrintFiles(directory, style, out);
  out.flush();
  return absl::OkStatus();
}

}  // namespace newsmill
