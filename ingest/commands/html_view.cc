#include "ingest/commands/html_view.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ingest/commands/html_marks.h"
#include "ingest/commands/html_words.h"
#include "sinks/record_encoder.h"
#include "sinks/utf8_text.h"

namespace newsmill {
namespace {

// Of a name or a claim that is repeated beside the text, so that a page grows with its text.
constexpr size_t kMaxNameBytes = 200;
constexpr size_t kMaxClaimBytes = 400;

std::string Escaped(std::string_view text) {
  std::string html;
  AppendEscaped(text, &html);
  return html;
}

std::string Shortened(std::string_view text, size_t bytes) {
  std::string html = Escaped(Utf8Prefix(text, bytes));
  if (text.size() > bytes) html += "…";
  return html;
}

std::string Name(std::string_view name) { return Shortened(name, kMaxNameBytes); }

// From here on a claim's number is set off as worth checking; the default of statement_threshold.
constexpr float kWorthChecking = 0.5F;

// "a0c3": of claim 3 in the list of article 0; "a0t3" where it stands in the text.
std::string Anchor(int64_t article, char place, size_t number) {
  return "a" + std::to_string(article) + place + std::to_string(number);
}

std::string EntityTitle(const Entity& entity) {
  std::string title = Name(entity.name) + " · " + std::string(WordFor(entity.type));
  if (!entity.wikidata.empty()) title += " · " + Name(entity.wikidata);
  return title + " · salience " + ScoreText(entity.salience);
}

// Draws one article.
class ArticleView {
 public:
  ArticleView(const Document& document, int64_t index, std::string* html)
      : doc_(document), index_(index), html_(*html) {}

  void Draw() {
    html_ += "<section class=\"article\" id=\"a" + std::to_string(index_) + "\">\n";
    if (doc_.action == Action::kUpsert) {
      Article();
    } else {
      Removal();
    }
    html_ += "</section>\n";
  }

 private:
  void Removal() {
    html_ += "<h2>" + Name(doc_.id) + "</h2>\n<p class=\"about\">";
    html_ += doc_.action == Action::kDelete ? std::string_view("deleted") : NameOf(doc_.status);
    html_ += "</p>\n";
  }

  void Article() {
    CollectMarks();
    html_ += "<h2>";
    MarkedText(doc_.title, std::move(title_marks_)).Append(0, doc_.title.size(), &html_);
    html_ += "</h2>\n";
    About();
    html_ += "<div>\n<div class=\"text\" dir=\"auto\">\n";
    Paragraphs();
    html_ += "</div>\n";
    Entities();
    html_ += "</div>\n<aside>\n";
    Claims();
    html_ += "</aside>\n";
  }

  std::vector<HtmlMark>& MarksOf(const TextSpan& span) {
    return span.field == Field::kTitle ? title_marks_ : text_marks_;
  }

  void CollectMarks() {
    for (const Entity& entity : doc_.entities) {
      const std::string title = EntityTitle(entity);
      for (const Mention& mention : doc_.mentions_of(entity)) MarkMention(entity, mention, title);
    }
    for (size_t i = 0; i < doc_.claims.size(); ++i) MarkClaim(doc_.claims[i], i + 1);
  }

  void MarkMention(const Entity& entity, const Mention& mention, const std::string& title) {
    std::string classes = "entity ";
    classes.append(NameOf(entity.type)).append(" ").append(NameOf(mention.kind));
    MarksOf(mention.span)
        .push_back({.begin = mention.span.begin,
                    .end = mention.span.end,
                    .layer = MarkLayer::kEntity,
                    .classes = std::move(classes),
                    .title = title,
                    .before = ""});
  }

  void MarkClaim(const Claim& claim, size_t number) {
    const std::string of = " of claim " + std::to_string(number);
    std::string label = "claim " + std::to_string(number) + ": ";
    if (!claim.speaker_name.empty()) {
      label.append(Name(claim.speaker_name)).append(" ").append(NameOf(claim.stance)).append(" · ");
    }
    label += WordFor(claim.kind);
    bool first = true;
    for (const TextSpan& piece : doc_.pieces(claim)) {
      std::string before = NumberInText(claim, number, first);
      first = false;
      MarksOf(piece).push_back({.begin = piece.begin,
                                .end = piece.end,
                                .layer = MarkLayer::kClaim,
                                .classes = "claim " + std::string(NameOf(claim.kind)),
                                .title = label,
                                .before = std::move(before)});
    }
    Mark(claim.cue, MarkLayer::kCue, "cue", "saying word" + of + ": " + Name(claim.cue_lemma));
    Mark(claim.source, MarkLayer::kSource, "source", "speaker" + of);
  }

  void Mark(const TextSpan& span, MarkLayer layer, std::string classes, std::string title) {
    MarksOf(span).push_back({.begin = span.begin,
                             .end = span.end,
                             .layer = layer,
                             .classes = std::move(classes),
                             .title = std::move(title),
                             .before = ""});
  }

  std::string NumberInText(const Claim& claim, size_t number, bool first) const {
    std::string html = "<a class=\"number";
    html += claim.check_worthiness >= kWorthChecking ? " worth\"" : "\"";
    if (first) html += " id=\"" + Anchor(index_, 't', number) + "\"";
    return html + " href=\"#" + Anchor(index_, 'c', number) + "\">" + std::to_string(number) +
           "</a>";
  }

  void About() {
    html_ += "<p class=\"about\">" + Name(doc_.id);
    const std::string_view outlet =
        doc_.source.name.empty() ? doc_.source.domain : doc_.source.name;
    if (!outlet.empty()) html_ += " · " + Name(outlet);
    if (doc_.published_ms) html_ += " · " + DayAndTime(*doc_.published_ms);
    if (!doc_.language.tag.empty()) html_ += " · " + Name(doc_.language.tag);
    html_ += "</p>\n";
  }

  void Paragraphs() {
    MarkedText text(doc_.text, std::move(text_marks_));
    for (size_t begin = 0; begin < doc_.text.size();) {
      const size_t end = std::min(doc_.text.find('\n', begin), doc_.text.size());
      if (end > begin) {
        html_ += "<p>";
        text.Append(begin, end, &html_);
        html_ += "</p>\n";
      }
      begin = end + 1;
    }
  }

  void Claims() {
    html_ += "<h3>Who says what</h3>\n";
    if (doc_.claims.empty()) {
      html_ += "<p class=\"facts none\">none found</p>\n";
      return;
    }
    html_ += "<ol class=\"claims\">\n";
    for (size_t i = 0; i < doc_.claims.size(); ++i) ClaimItem(doc_.claims[i], i + 1);
    html_ += "</ol>\n";
  }

  void ClaimItem(const Claim& claim, size_t number) {
    html_ += "<li id=\"" + Anchor(index_, 'c', number) + "\">";
    Speaker(claim);
    const std::string words = Shortened(ClaimText(doc_, claim), kMaxClaimBytes);
    html_ += "<blockquote class=\"";
    html_ += NameOf(claim.kind);
    html_ += "\">";
    if (!doc_.pieces(claim).empty()) {
      html_ += "<a class=\"number\" href=\"#" + Anchor(index_, 't', number) + "\">↩</a> ";
    }
    html_ += words + "</blockquote>";
    Facts(claim);
    html_ += "</li>\n";
  }

  void Speaker(const Claim& claim) {
    html_ += "<b class=\"speaker\">";
    if (!claim.speaker_name.empty()) {
      html_ += Name(claim.speaker_name);
    } else {
      html_ += claim.kind == ClaimKind::kStatement ? "the article" : "somebody unnamed";
    }
    html_ += "</b>";
    if (!claim.speaker_role.empty()) {
      html_ += " <span class=\"role\">" + Name(claim.speaker_role) + "</span>";
    }
    html_ += " <span class=\"stance\">";
    html_ += NameOf(claim.stance);
    html_ += "</span>";
    if (claim.negated) html_ += " (negated)";
    if (!claim.speech) html_ += " (not spoken)";
  }

  void Facts(const Claim& claim) {
    html_ += "<p class=\"facts\">";
    html_ += "worth checking <span class=\"bar\"><span style=\"width:calc(100%*" +
             ScoreText(claim.check_worthiness) + ")\"></span></span> " +
             PercentText(claim.check_worthiness) + "<br>";
    html_ += WordFor(claim.kind);
    html_ += " · sure of claim " + PercentText(claim.confidence);
    if (!claim.speaker_name.empty()) {
      html_ += ", speaker " + PercentText(claim.speaker_confidence);
    }
    for (uint32_t i = claim.first_number; i < claim.end_number; ++i) {
      html_ += i == claim.first_number ? "<br>figures: " : " · ";
      html_ += Escaped(FigureText(doc_.claim_numbers[i]));
    }
    html_ += "</p>";
  }

  void Entities() {
    if (doc_.entities.empty()) return;
    html_ += "<h3>Who and what is named</h3>\n<ul class=\"entities\">\n";
    for (const Entity& entity : doc_.entities) {
      html_ += "<li><span class=\"entity ";
      html_ += NameOf(entity.type);
      html_ += "\" title=\"" + EntityTitle(entity) + "\">" + Name(entity.name) + "</span> ×" +
               std::to_string(doc_.mentions_of(entity).size());
      if (!entity.wikidata.empty())
        html_ += " <span class=\"role\">Wikidata " + Name(entity.wikidata) + "</span>";
      html_ += "</li>\n";
    }
    html_ += "</ul>\n";
  }

  const Document& doc_;
  const int64_t index_;
  std::string& html_;
  std::vector<HtmlMark> title_marks_, text_marks_;
};

}  // namespace

void AppendHtmlArticle(const Document& document, int64_t index, std::string* html) {
  ArticleView(document, index, html).Draw();
}

}  // namespace newsmill
