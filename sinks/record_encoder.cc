#include "sinks/record_encoder.h"

#include <optional>
#include <span>

#include "sinks/json_output.h"
#include "sinks/rfc3339.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

std::string EncodeProvenance(const Provenance& provenance) {
  std::string out;
  StringOutput output;
  output.SetTarget(&out);
  JsonWriter json(output);
  json.StartObject();
  json.Key("pipeline");
  json.Int(provenance.pipeline);
  WriteMember(json, "build", provenance.build);
  WriteMember(json, "config_hash", provenance.config_hash);
  json.Key("models");
  json.StartObject();
  for (const auto& [name, hash] : provenance.models) {
    json.String(name);
    json.String(hash);
  }
  json.EndObject();
  json.EndObject();
  return out;
}

// A time as it is written, for the next record that has the same: those of a batch do.
class KnownTime {
 public:
  std::string_view Write(int64_t unix_ms) {
    if (written_.empty() || unix_ms != unix_ms_) {
      unix_ms_ = unix_ms;
      written_ = WriteRfc3339(unix_ms, &text_);
    }
    return written_;
  }

 private:
  int64_t unix_ms_ = 0;
  Rfc3339Text text_{};
  std::string_view written_;
};

}  // namespace

struct RecordEncoder::State {
  State(const Provenance& from, OffsetUnit offset_unit)
      : provenance(EncodeProvenance(from)), unit(offset_unit) {}

  std::string provenance;  // as JSON
  OffsetUnit unit;
  StringOutput output;
  JsonWriter json;
  OffsetConverter title_offsets, text_offsets;
  KnownTime received, enriched;

  uint32_t Offset(Field field, uint32_t byte) {
    return field == Field::kTitle ? title_offsets(byte) : text_offsets(byte);
  }

  void Range(const TextSpan& span) {
    json.Key("start");
    json.Integer(Offset(span.field, span.begin));
    json.Key("end");
    json.Integer(Offset(span.field, span.end));
  }

  void Head(const Document& doc) {
    WritePlain(json, "schema", kRecordSchema);
    WriteMember(json, "id", doc.action == Action::kDelete ? Utf8OrReplaced(doc.id) : doc.id);
    WriteInteger(json, "version", doc.version);
  }

  void Source(const ArticleSource& source) {
    if (source.id.empty() && source.name.empty() && source.domain.empty() &&
        source.country.empty()) {
      return;
    }
    json.Key("source");
    json.StartObject();
    WriteOptional(json, "id", source.id);
    WriteOptional(json, "name", source.name);
    WriteOptional(json, "domain", source.domain);
    WriteOptional(json, "country", source.country);
    json.EndObject();
  }

  void Words(std::string_view name, std::string_view text, std::string_view text_json) {
    json.Key(name);
    if (text_json.empty()) {
      json.String(text);
    } else {
      json.Escaped(text_json);
    }
  }

  void Authors(const Document& doc) {
    if (doc.authors.empty()) return;
    json.Key("authors");
    json.StartArray();
    for (const std::string_view author : doc.authors) WriteString(json, author);
    json.EndArray();
  }

  void LanguageOf(const Language& language) {
    if (language.tag.empty() && language.declared.empty()) return;
    json.Key("language");
    json.StartObject();
    if (!language.tag.empty()) {
      WriteMember(json, "tag", language.tag);
      WriteScore(json, "confidence", language.confidence);
    }
    WriteOptional(json, "declared", language.declared);
    json.EndObject();
  }

  void Article(const Document& doc) {
    ContentHashText hash;
    WritePlain(json, "content_hash", WriteContentHash(doc, &hash));
    WriteOptional(json, "url", doc.url);
    WriteOptional(json, "canonical_url", doc.canonical_url);
    Source(doc.source);
    Authors(doc);
    Words("title", doc.title, doc.title_json);
    Words("text", doc.text, doc.text_json);
    WriteTime(json, "published_at", doc.published_ms);
    WriteTime(json, "updated_at", doc.updated_ms);
    WriteTime(json, "embargo_until", doc.embargo_ms);
    WritePlain(json, "status", NameOf(doc.status));
    LanguageOf(doc.language);
    WritePlain(json, "offset_unit", NameOf(unit));
  }

  void Sentences(const Document& doc) {
    json.Key("sentences");
    json.StartArray();
    for (const Sentence& sentence : doc.text_layout.sentences) {
      if (sentence.outside_story) continue;
      json.StartArray();
      json.Integer(Offset(Field::kText, sentence.begin));
      json.Integer(Offset(Field::kText, sentence.end));
      json.EndArray();
    }
    json.EndArray();
  }

  void MentionOf(const Mention& mention) {
    json.StartObject();
    WritePlain(json, "field", NameOf(mention.span.field));
    Range(mention.span);
    WritePlain(json, "kind", NameOf(mention.kind));
    WriteScore(json, "confidence", mention.confidence);
    json.EndObject();
  }

  void EntityOf(const Document& doc, size_t index) {
    const Entity& entity = doc.entities[index];
    json.StartObject();
    WritePlain(json, "id", EntityId(index));
    WritePlain(json, "type", NameOf(entity.type));
    WriteOptional(json, "subtype", entity.subtype);
    WriteMember(json, "name", entity.name);
    if (!entity.wikidata.empty()) {
      WriteMember(json, "wikidata", entity.wikidata);
      WriteScore(json, "link_confidence", entity.link_confidence);
    }
    WriteScore(json, "salience", entity.salience);
    json.Key("mentions");
    json.StartArray();
    for (const Mention& mention : doc.mentions_of(entity)) MentionOf(mention);
    json.EndArray();
    json.EndObject();
  }

  void Content(const Document& doc, const Claim& claim) {
    const std::span<const TextSpan> pieces = doc.pieces(claim);
    WritePlain(json, "field", NameOf(pieces.empty() ? Field::kText : pieces.front().field));
    json.Key("content");
    json.StartArray();
    for (const TextSpan& piece : pieces) {
      json.StartObject();
      Range(piece);
      json.EndObject();
    }
    json.EndArray();
    WriteMember(json, "text", ClaimText(doc, claim));
  }

  void Attribution(const Claim& claim) {
    if (!claim.cue.empty()) {
      json.Key("cue");
      json.StartObject();
      Range(claim.cue);
      WriteMember(json, "lemma", claim.cue_lemma);
      json.EndObject();
    }
    if (!claim.source.empty()) {
      json.Key("source");
      json.StartObject();
      Range(claim.source);
      json.EndObject();
    }
    if (claim.speaker_name.empty()) return;
    json.Key("speaker");
    json.StartObject();
    if (claim.speaker_entity != Claim::kNoEntity) {
      WritePlain(json, "entity", EntityId(static_cast<size_t>(claim.speaker_entity)));
    }
    WriteMember(json, "name", claim.speaker_name);
    WriteOptional(json, "role", claim.speaker_role);
    WriteScore(json, "confidence", claim.speaker_confidence);
    json.EndObject();
  }

  void Numbers(const Document& doc, const Claim& claim) {
    if (claim.first_number == claim.end_number) return;
    json.Key("numbers");
    json.StartArray();
    for (uint32_t i = claim.first_number; i < claim.end_number; ++i) {
      const ClaimNumber& number = doc.claim_numbers[i];
      json.StartObject();
      Range(number.span);
      WriteNumber(json, "value", number.value);
      WriteOptional(json, "unit", number.unit);
      json.EndObject();
    }
    json.EndArray();
  }

  void ClaimOf(const Document& doc, const Claim& claim) {
    json.StartObject();
    WritePlain(json, "id", HexId(claim.id));
    WritePlain(json, "kind", NameOf(claim.kind));
    Content(doc, claim);
    Attribution(claim);
    WritePlain(json, "stance", NameOf(claim.stance));
    WriteBool(json, "speech", claim.speech);
    WriteBool(json, "negated", claim.negated);
    WriteScore(json, "check_worthiness", claim.check_worthiness);
    Numbers(doc, claim);
    WritePlain(json, "fingerprint", HexId(claim.fingerprint));
    WriteScore(json, "confidence", claim.confidence);
    json.EndObject();
  }

  void Findings(const Document& doc) {
    Sentences(doc);
    json.Key("entities");
    json.StartArray();
    for (size_t i = 0; i < doc.entities.size(); ++i) EntityOf(doc, i);
    json.EndArray();
    json.Key("claims");
    json.StartArray();
    for (const Claim& claim : doc.claims) ClaimOf(doc, claim);
    json.EndArray();
  }

  void Topics(const Document& doc) {
    if (doc.topics.empty()) return;
    json.Key("topics");
    json.StartArray();
    for (const Topic& topic : doc.topics) {
      json.StartObject();
      WriteOptional(json, "scheme", topic.scheme);
      WriteOptional(json, "code", topic.code);
      WriteOptional(json, "name", topic.name);
      WriteScore(json, "confidence", topic.confidence);
      WritePlain(json, "origin", topic.inferred ? "inferred" : "given");
      json.EndObject();
    }
    json.EndArray();
  }

  void Warnings(const Document& doc) {
    if (doc.warnings.empty()) return;
    json.Key("warnings");
    json.StartArray();
    for (const Warning& warning : doc.warnings) {
      json.StartObject();
      WriteMember(json, "stage", warning.stage);
      WriteMember(json, "code", warning.code);
      WriteMember(json, "message", warning.message);
      json.EndObject();
    }
    json.EndArray();
  }

  void Removal(const Document& doc) {
    const bool deleted = doc.action == Action::kDelete;
    WritePlain(json, "status", NameOf(deleted ? ArticleStatus::kCanceled : doc.status));
    if (deleted) WriteBool(json, "deleted", true);
  }

  void Tail(const Document& doc) {
    const Message& message = doc.message;
    WriteRaw(json, "provenance", provenance);
    json.Key("ingest");
    json.StartObject();
    WriteMember(json, "topic", message.position.topic);
    WriteInteger(json, "partition", static_cast<int32_t>(message.position.partition));
    WriteInteger(json, "offset", static_cast<int64_t>(message.position.offset));
    if (message.timestamp_ms >= 0) WriteTime(json, "timestamp", message.timestamp_ms);
    WritePlain(json, "received_at", received.Write(message.received_ms));
    WritePlain(json, "enriched_at", enriched.Write(doc.enriched_ms));
    WriteOptional(json, "trace_id", doc.trace_id);
    json.EndObject();
  }
};

RecordEncoder::RecordEncoder(const Provenance& provenance, OffsetUnit unit)
    : state_(std::make_unique<State>(provenance, unit)) {}
RecordEncoder::RecordEncoder(RecordEncoder&&) noexcept = default;
RecordEncoder::~RecordEncoder() = default;

void RecordEncoder::Append(const Document& document, std::string* out) {
  State& state = *state_;
  state.output.SetTarget(out);
  state.json.Reset(state.output);
  state.json.StartObject();
  state.Head(document);
  if (document.action == Action::kUpsert) {
    state.title_offsets.Reset(document.title, state.unit);
    state.text_offsets.Reset(document.text, state.unit);
    state.Article(document);
    state.Findings(document);
    state.Topics(document);
    state.Warnings(document);
  } else {
    state.Removal(document);
  }
  state.Tail(document);
  state.json.EndObject();
}

std::string ClaimText(const Document& document, const Claim& claim) {
  std::string text;
  for (const TextSpan& piece : document.pieces(claim)) {
    if (!text.empty()) text.push_back(' ');
    text.append(document.Text(piece));
  }
  return text;
}

}  // namespace newsmill
