#include "tests/support/sample_documents.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <vector>

namespace newsmill {
namespace {

Document& AddArticle(DocumentBatch& batch, std::string_view id, int64_t version) {
  Document& doc = batch.Add();
  doc.id = batch.arena().Copy(id);
  doc.version = version;
  SetPosition(doc, "news", 0, static_cast<int64_t>(batch.size()) - 1);
  doc.message.value = "{}";
  doc.message.timestamp_ms = 1'767'323'045'000;
  doc.message.received_ms = 1'767'323'046'789;
  doc.enriched_ms = 1'767'323'046'790;
  return doc;
}

void AddMention(Document& doc, uint32_t entity, std::string_view words, MentionKind kind) {
  doc.mentions.push_back({.span = SpanOf(doc, Field::kText, words),
                          .entity = entity,
                          .kind = kind,
                          .confidence = 0.9F});
}

std::vector<size_t> Boundaries(std::string_view text) {
  std::vector<size_t> result;
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80) result.push_back(i);
  }
  result.push_back(text.size());
  return result;
}

TextSpan RandomSpan(const Document& doc, Field field, std::mt19937& random) {
  const std::vector<size_t> at = Boundaries(doc.Text(field));
  if (at.size() < 2) return {};
  size_t begin = random() % at.size();
  size_t end = random() % at.size();
  if (begin == end) end = begin == 0 ? 1 : begin - 1;
  if (begin > end) std::swap(begin, end);
  return {static_cast<uint32_t>(at[begin]), static_cast<uint32_t>(at[end]), field};
}

std::string RandomText(std::mt19937& random, size_t characters) {
  static constexpr std::array<std::string_view, 20> kCharacters = {
      "a",       "Z", " ", "\n", "\"", "\\",     "\t", "\x01",       "é", "ß",
      "e\u0301", "“", "’", "—",  "中", "\uFFFD", "😀", "👩\u200D🚀", "𝔸", "\U0010FFFF"};
  const size_t kinds = random() % 3 == 0 ? 8 : kCharacters.size();  // some are ASCII only
  std::string text;
  for (size_t i = 0; i < characters; ++i) text += kCharacters[random() % kinds];
  return text;
}

}  // namespace

Provenance SampleProvenance(int pipeline) {
  return {.pipeline = pipeline,
          .build = "newsmill test",
          .config_hash = "0123456789abcdef",
          .models = {{"entities", "feed"}}};
}

TextSpan SpanOf(const Document& doc, Field field, std::string_view words) {
  const size_t begin = doc.Text(field).find(words);
  if (begin == std::string_view::npos) std::abort();
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size()), field};
}

void SetPosition(Document& doc, std::string_view topic, int partition, int64_t offset) {
  doc.message.position = {topic, Partition{partition}, Offset{offset}};
}

Document& AddPlainArticle(DocumentBatch& batch, std::string_view id, int64_t version,
                          std::string_view title, std::string_view text) {
  Document& doc = AddArticle(batch, id, version);
  doc.title = batch.arena().Copy(title);
  doc.text = batch.arena().Copy(text);
  doc.published_ms = 1'767'323'045'000;
  doc.text_layout.sentences.push_back({.begin = 0,
                                       .end = static_cast<uint32_t>(text.size()),
                                       .first_token = 0,
                                       .end_token = 0,
                                       .starts_paragraph = true});
  return doc;
}

void AddClaim(DocumentBatch& batch, Document& doc, std::string_view speaker, uint64_t id) {
  Claim claim;
  claim.kind = ClaimKind::kDirect;
  claim.id = id;
  claim.first_piece = static_cast<uint32_t>(doc.claim_spans.size());
  doc.claim_spans.push_back({0, static_cast<uint32_t>(doc.text.size()), Field::kText});
  claim.end_piece = static_cast<uint32_t>(doc.claim_spans.size());
  claim.speaker_name = batch.arena().Copy(speaker);
  claim.confidence = 0.5F;
  doc.claims.push_back(claim);
}

Document& AddFullArticle(DocumentBatch& batch, std::string_view id, int64_t version) {
  Document& doc = AddPlainArticle(batch, id, version, "Harbour “closed” – again",
                                  "Élodie Brun said 😀. “We lost 12 percent,” she warned, “and "
                                  "more will follow.” The U.N. agreed.");
  doc.url = "https://Example.org/a?utm_source=x";
  doc.canonical_url = "https://example.org/a";
  doc.source = {.id = "ex", .name = "Example", .domain = "example.org", .country = "FR"};
  doc.authors = {"A. Writer", "B. \"Quote\" Öz"};
  doc.updated_ms = 1'767'323'045'678;
  doc.embargo_ms = 1'767'323'999'000;
  doc.language = {.tag = "en", .declared = "en-GB", .confidence = 0.987654F};
  doc.topics = {{.scheme = "medtop",
                 .code = "04000000",
                 .name = "economy",
                 .confidence = 1,
                 .inferred = false}};
  doc.content_hash[0] = 0x0123456789abcdefU;
  doc.content_hash[1] = 0xfedcba9876543210U;
  doc.trace_id = "4bf92f3577b34da6a3ce929d0e0e4736";
  AddMention(doc, 0, "Élodie Brun", MentionKind::kName);
  AddMention(doc, 0, "she", MentionKind::kPronoun);
  AddMention(doc, 1, "U.N.", MentionKind::kAlias);
  doc.entities = {{.type = EntityType::kPerson,
                   .subtype = "",
                   .name = "Élodie Brun",
                   .wikidata = "",
                   .role = "",
                   .link_confidence = 0,
                   .salience = 0.75F,
                   .first_mention = 0,
                   .end_mention = 2},
                  {.type = EntityType::kOrganisation,
                   .subtype = "igo",
                   .name = "United Nations",
                   .wikidata = "Q1065",
                   .role = "",
                   .link_confidence = 0.95F,
                   .salience = 0.25F,
                   .first_mention = 2,
                   .end_mention = 3}};
  doc.claim_spans = {SpanOf(doc, Field::kText, "“We lost 12 percent,”"),
                     SpanOf(doc, Field::kText, "“and more will follow.”")};
  doc.claim_numbers = {{.span = SpanOf(doc, Field::kText, "12"), .value = 12, .unit = "percent"}};
  Claim claim;
  claim.kind = ClaimKind::kDirect;
  claim.end_piece = 2;
  claim.cue = SpanOf(doc, Field::kText, "warned");
  claim.cue_lemma = "warn";
  claim.source = SpanOf(doc, Field::kText, "she");
  claim.speaker_entity = 0;
  claim.speaker_name = "Élodie Brun";
  claim.speaker_role = "harbour master";
  claim.speaker_confidence = 0.8F;
  claim.stance = Stance::kWarns;
  claim.check_worthiness = 0.6F;
  claim.id = 0x00000000deadbeefU;
  claim.fingerprint = 0xabcU;
  claim.confidence = 0.7F;
  claim.end_number = 1;
  doc.claims = {claim};
  doc.warnings = {
      {.stage = "decoder", .code = "future_date", .message = "published_at lies ahead"}};
  return doc;
}

Document& AddTombstone(DocumentBatch& batch, std::string_view id) {
  Document& doc = AddArticle(batch, id, 0);
  doc.action = Action::kDelete;
  doc.message.value.reset();
  return doc;
}

Document& AddRetraction(DocumentBatch& batch, std::string_view id, int64_t version) {
  Document& doc = AddArticle(batch, id, version);
  doc.action = Action::kRetract;
  doc.status = ArticleStatus::kWithheld;
  return doc;
}

Document& AddRandomArticle(DocumentBatch& batch, std::mt19937& random) {
  Document& doc = AddArticle(batch, "r" + std::to_string(random() % 1000), random() % 9);
  doc.title = batch.arena().Copy(RandomText(random, random() % 40));
  doc.text = batch.arena().Copy(RandomText(random, 1 + random() % 400));
  const auto field = [&] {
    return !doc.title.empty() && random() % 4 == 0 ? Field::kTitle : Field::kText;
  };
  for (size_t i = random() % 5; i > 0; --i) {
    const TextSpan span = RandomSpan(doc, Field::kText, random);
    doc.text_layout.sentences.push_back({.begin = span.begin,
                                         .end = span.end,
                                         .first_token = 0,
                                         .end_token = 0,
                                         .starts_paragraph = false});
  }
  const auto entities = static_cast<uint32_t>(1 + random() % 4);
  for (uint32_t entity = 0; entity < entities; ++entity) {
    Entity& added = doc.entities.emplace_back();
    added.first_mention = static_cast<uint32_t>(doc.mentions.size());
    for (size_t i = random() % 4; i > 0; --i) {
      doc.mentions.push_back({.span = RandomSpan(doc, field(), random),
                              .entity = entity,
                              .kind = MentionKind::kName,
                              .confidence = 1});
    }
    added.end_mention = static_cast<uint32_t>(doc.mentions.size());
    added.name = "name";
  }
  for (size_t i = random() % 4; i > 0; --i) {
    const Field where = field();
    Claim& claim = doc.claims.emplace_back();
    claim.first_piece = static_cast<uint32_t>(doc.claim_spans.size());
    for (size_t piece = 1 + random() % 3; piece > 0; --piece) {
      doc.claim_spans.push_back(RandomSpan(doc, where, random));
    }
    claim.end_piece = static_cast<uint32_t>(doc.claim_spans.size());
    claim.cue = RandomSpan(doc, where, random);
    claim.source = RandomSpan(doc, where, random);
    claim.speaker_entity = static_cast<int32_t>(random() % entities);
    claim.speaker_name = "name";
    claim.first_number = static_cast<uint32_t>(doc.claim_numbers.size());
    doc.claim_numbers.push_back({.span = RandomSpan(doc, where, random), .value = 0.1, .unit = ""});
    claim.end_number = static_cast<uint32_t>(doc.claim_numbers.size());
  }
  return doc;
}

}  // namespace newsmill
