#include "sinks/sqlite_search.h"

#include <algorithm>
#include <utility>

#include "processors/base/status_macros.h"
#include "sinks/sqlite_database.h"
#include "sinks/sqlite_schema.h"

namespace newsmill {
namespace {

// Parameters: 1 words, 2 claims wanted, 3 speaker, 4 names, 5 since, 6 limit.
// bm25() is lower for the better. A claim that fits counts more than an article that does.
constexpr std::string_view kMatches = R"sql(
  SELECT number, min(score) AS score FROM (
    SELECT rowid AS number, bm25(articles_fts, 6.0, 1.0, 3.0) AS score
    FROM articles_fts WHERE articles_fts MATCH ?1
    UNION ALL
    SELECT a.number, bm25(claims_fts) - 4.0
    FROM claims_fts JOIN claims c ON c.number = claims_fts.rowid
      JOIN articles a ON a.id = c.article_id
    WHERE claims_fts MATCH ?2)
  GROUP BY number)sql";

constexpr std::string_view kBySpeaker = R"sql( AND a.id IN (SELECT article_id FROM claims
  WHERE number IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?3)))sql";

constexpr std::string_view kByName = R"sql( AND a.number IN (SELECT rowid FROM articles_fts
  WHERE articles_fts MATCH ?4))sql";

// The article's best claim: parameters 1 the article's id, 2 the FTS5 query.
constexpr std::string_view kBestClaim = R"sql(
  SELECT c.text, c.speaker_name, c.speaker_role, c.stance
  FROM claims c JOIN claims_fts f ON f.rowid = c.number
  WHERE c.article_id = ?1 AND claims_fts MATCH ?2
  ORDER BY c.speaker_name IS NULL, bm25(claims_fts), c.number LIMIT 1)sql";

constexpr std::string_view kPassage = R"sql(
  SELECT snippet(articles_fts, 1, '', '', '…', 40) FROM articles_fts
  WHERE rowid = ?1 AND articles_fts MATCH ?2)sql";

// Everything as MATCH takes it; empty: not asked for.
struct MatchTexts {
  std::string words, claims, speaker, speaker_and_words, names;
};

std::string InColumn(const std::string& column, const std::string& query) {
  return query.empty() ? "" : column + " : (" + query + ")";
}

MatchTexts MatchTextsOf(const SearchQuery& query) {
  MatchTexts texts;
  texts.words = FullTextQuery(query.words);
  texts.speaker = InColumn("speaker_name", FullTextQuery(query.speaker));
  texts.names = InColumn("entity_names", FullTextQuery(query.entity));
  texts.speaker_and_words = texts.speaker.empty() ? texts.words
                            : texts.words.empty()
                                ? texts.speaker
                                : "(" + texts.speaker + ") AND (" + texts.words + ")";
  return texts;
}

std::string ArticlesSql(const MatchTexts& texts, bool since) {
  const bool words = !texts.words.empty();
  std::string sql =
      "SELECT a.id, a.number, a.title, a.published_at, a.source, a.url FROM shown_articles a";
  if (words) sql += " JOIN (" + std::string(kMatches) + ") m ON m.number = a.number";
  sql += " WHERE true";
  if (!texts.speaker.empty()) sql += kBySpeaker;
  if (!texts.names.empty()) sql += kByName;
  if (since) sql += " AND a.published_at >= ?5";
  sql += " ORDER BY ";
  if (words) sql += "m.score, ";
  return sql + "a.published_at DESC, a.number LIMIT ?6";
}

bool IsDate(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (text.ends_with('Z')) text.remove_suffix(1);
  if (text.size() != 10 && text.size() != kShape.size()) return false;
  return std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
    return shape == '0' ? c >= '0' && c <= '9' : c == shape;
  });
}

absl::Status CheckQuery(const SearchQuery& query, const MatchTexts& texts) {
  if (texts.words.empty() && texts.speaker.empty() && texts.names.empty()) {
    return absl::InvalidArgumentError("nothing to look for: give words, a speaker or an entity");
  }
  if (!query.since.empty() && !IsDate(query.since)) {
    return absl::InvalidArgumentError("`" + query.since +
                                      "` is no date; allowed: 2026-01-02 or 2026-01-02T03:04:05Z");
  }
  return absl::OkStatus();
}

class Searcher {
 public:
  Searcher(SqliteDatabase& database, const SearchQuery& query, const MatchTexts& texts)
      : database_(database), query_(query), texts_(texts) {}

  absl::StatusOr<std::vector<SearchHit>> Run() {
    ASSIGN_OR_RETURN(best_claim_, database_.Prepare(kBestClaim));
    ASSIGN_OR_RETURN(passage_, database_.Prepare(kPassage));
    ASSIGN_OR_RETURN(SqliteStatement articles,
                     database_.Prepare(ArticlesSql(texts_, !query_.since.empty())));
    BindArticles(articles);
    std::vector<SearchHit> hits;
    while (true) {
      ASSIGN_OR_RETURN(const bool row, articles.Step());
      if (!row) return hits;
      SearchHit& hit = hits.emplace_back();
      hit.id = articles.Text(0);
      hit.title = articles.Text(2);
      hit.published_at = articles.Text(3);
      hit.source = articles.Text(4);
      hit.url = articles.Text(5);
      RETURN_IF_ERROR(AddDetails(articles.Integer(1), &hit));
    }
  }

 private:
  // A parameter that the statement lacks is ignored.
  void BindArticles(SqliteStatement& articles) const {
    articles.Bind(1, texts_.words);
    articles.Bind(2, texts_.speaker_and_words);
    articles.Bind(3, texts_.speaker);
    articles.Bind(4, texts_.names);
    articles.Bind(5, query_.since);
    articles.Bind(6, int64_t{query_.limit});
  }

  absl::Status AddDetails(int64_t number, SearchHit* hit) {
    if (!texts_.speaker_and_words.empty()) {
      RETURN_IF_ERROR(AddClaim(texts_.speaker_and_words, hit));
    }
    // The words stand elsewhere in the article: then any claim of the speaker.
    if (hit->claim.empty() && !texts_.speaker.empty())
      RETURN_IF_ERROR(AddClaim(texts_.speaker, hit));
    if (hit->claim.empty() && !texts_.words.empty()) {
      passage_.Bind(1, number);
      passage_.Bind(2, texts_.words);
      ASSIGN_OR_RETURN(const bool found, passage_.Step());
      if (found) hit->passage = passage_.Text(0);
      passage_.Reset();
    }
    return absl::OkStatus();
  }

  absl::Status AddClaim(const std::string& match, SearchHit* hit) {
    best_claim_.Bind(1, hit->id);
    best_claim_.Bind(2, match);
    ASSIGN_OR_RETURN(const bool found, best_claim_.Step());
    if (found) {
      hit->claim = best_claim_.Text(0);
      hit->speaker = best_claim_.Text(1);
      hit->role = best_claim_.Text(2);
      hit->stance = best_claim_.Text(3);
    }
    best_claim_.Reset();
    return absl::OkStatus();
  }

  SqliteDatabase& database_;
  const SearchQuery& query_;
  const MatchTexts& texts_;
  SqliteStatement best_claim_, passage_;
};

}  // namespace

std::string FullTextQuery(std::string_view words) {
  std::string query;
  size_t i = 0;
  while (i < words.size()) {
    const bool quoted = words[i] == '"';
    if (quoted) ++i;
    const size_t end = std::min(words.find_first_of(quoted ? "\"" : " \t\r\n\"", i), words.size());
    if (end > i) {
      query += query.empty() ? "\"" : " \"";
      query.append(words, i, end - i).push_back('"');
    }
    i = end < words.size() && (quoted || words[end] != '"') ? end + 1 : end;
  }
  return query;
}

absl::StatusOr<std::vector<SearchHit>> SearchStore(const std::string& path,
                                                   const SearchQuery& query) {
  const MatchTexts texts = MatchTextsOf(query);
  RETURN_IF_ERROR(CheckQuery(query, texts));
  ASSIGN_OR_RETURN(SqliteDatabase database, SqliteDatabase::OpenForReading(path));
  RETURN_IF_ERROR(CheckSchema(database, path));
  return Searcher(database, query, texts).Run();
}

}  // namespace newsmill
