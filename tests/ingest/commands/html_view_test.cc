#include "ingest/commands/html_view.h"

#include <gmock/gmock.h>

#include <random>
#include <string>
#include <vector>

#include "tests/support/sample_documents.h"

namespace newsmill {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string View(const Document& doc) {
  std::string html;
  AppendHtmlArticle(doc, 0, &html);
  return html;
}

// Whether every element that is opened is closed in turn, and no attribute or text breaks out.
bool IsWellFormed(std::string_view html) {
  std::vector<std::string> open;
  while (true) {
    const size_t tag = html.find('<');
    if (tag == std::string_view::npos) return open.empty();
    const size_t end = html.find('>', tag);
    if (end == std::string_view::npos) return false;
    const std::string_view inside = html.substr(tag + 1, end - tag - 1);
    html.remove_prefix(end + 1);
    if (inside.find('<') != std::string_view::npos) return false;
    if (inside == "br") continue;
    if (inside.starts_with('/')) {
      if (open.empty() || open.back() != inside.substr(1)) return false;
      open.pop_back();
    } else {
      open.emplace_back(inside.substr(0, inside.find(' ')));
    }
  }
}

TEST(HtmlViewTest, MarksEntitiesCueSourceAndClaim) {
  DocumentBatch batch;
  const std::string html = View(AddFullArticle(batch, "a-1", 1));
  EXPECT_TRUE(IsWellFormed(html)) << html;
  EXPECT_THAT(html, HasSubstr(R"(<span class="entity PER name" title="Élodie Brun · person · )"
                              R"(salience 0.75">Élodie Brun</span>)"));
  EXPECT_THAT(html,
              HasSubstr(R"(title="United Nations · organisation · Q1065 · salience 0.25">U.N.<)"));
  EXPECT_THAT(html,
              HasSubstr(R"(<span class="cue" title="saying word of claim 1: warn">warned</span>)"));
  EXPECT_THAT(html, HasSubstr(R"(<span class="entity PER pronoun source" title=")"));
  EXPECT_THAT(html, HasSubstr(R"(<a class="number worth" id="a0t1" href="#a0c1">1</a>)"
                              R"(<span class="claim direct" title="claim 1: Élodie Brun warns · )"
                              R"(quoted">“We lost 12 percent,”</span>)"));
}

TEST(HtmlViewTest, ListsClaimsAndEntities) {
  DocumentBatch batch;
  const std::string html = View(AddFullArticle(batch, "a-1", 1));
  EXPECT_THAT(html, HasSubstr(R"(<li id="a0c1"><b class="speaker">Élodie Brun</b> )"
                              R"(<span class="role">harbour master</span> )"
                              R"(<span class="stance">warns</span>)"));
  EXPECT_THAT(html, HasSubstr("“We lost 12 percent,” “and more will follow.”</blockquote>"));
  EXPECT_THAT(html, HasSubstr("quoted · sure of claim 70 %, speaker 80 %"));
  EXPECT_THAT(html, HasSubstr("<br>figures: 12 percent</p>"));
  EXPECT_THAT(html, HasSubstr(R"x(style="width:calc(100%*0.60)"></span></span> 60 %)x"));
  EXPECT_THAT(html, HasSubstr("×2"));
}

TEST(HtmlViewTest, SaysWhereThereAreNoClaims) {
  DocumentBatch batch;
  const std::string html = View(AddPlainArticle(batch, "p", 1, "Title", "One.\n\nTwo.\n"));
  EXPECT_TRUE(IsWellFormed(html));
  EXPECT_THAT(html, HasSubstr("<h2>Title</h2>"));
  EXPECT_THAT(html, HasSubstr("<p>One.</p>\n<p>Two.</p>\n"));
  EXPECT_THAT(html, HasSubstr("none found"));
}

TEST(HtmlViewTest, AnEmptyTextHasNoParagraphs) {
  DocumentBatch batch;
  const std::string html = View(AddPlainArticle(batch, "p", 1, "", ""));
  EXPECT_TRUE(IsWellFormed(html));
  EXPECT_THAT(html, Not(HasSubstr("<p>")));
}

TEST(HtmlViewTest, MarksMentionsInTheTitle) {
  DocumentBatch batch;
  Document& doc = AddPlainArticle(batch, "p", 1, "Lee resigns", "Text.");
  doc.mentions = {{.span = SpanOf(doc, Field::kTitle, "Lee"),
                   .entity = 0,
                   .kind = MentionKind::kAlias,
                   .confidence = 1}};
  Entity& entity = doc.entities.emplace_back();
  entity.type = EntityType::kPerson;
  entity.name = "Ann Lee";
  entity.end_mention = 1;
  EXPECT_THAT(View(doc),
              HasSubstr(R"(<h2><span class="entity PER alias" title="Ann Lee · person · )"
                        R"(salience 0.00">Lee</span> resigns</h2>)"));
}

TEST(HtmlViewTest, NothingFromTheArticleBecomesHtml) {
  constexpr std::string_view kAttack = "\"'><script>alert(1)</script>&";
  DocumentBatch batch;
  Document& doc = AddPlainArticle(batch, kAttack, 1, kAttack, kAttack);
  AddClaim(batch, doc, kAttack, 1);
  doc.claims[0].speaker_role = doc.claims[0].cue_lemma = kAttack;
  doc.claims[0].cue = {0, 3, Field::kText};
  doc.source.name = kAttack;
  doc.language.tag = kAttack;
  doc.mentions = {{.span = {0, 5, Field::kText}, .entity = 0, .kind = {}, .confidence = 1}};
  Entity& entity = doc.entities.emplace_back();
  entity.name = entity.wikidata = kAttack;
  entity.end_mention = 1;
  const std::string html = View(doc);
  EXPECT_TRUE(IsWellFormed(html)) << html;
  EXPECT_THAT(html, Not(HasSubstr("<script")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(1)"));
}

TEST(HtmlViewTest, AnyFindingsGiveWellFormedHtml) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    DocumentBatch batch;
    const std::string html = View(AddRandomArticle(batch, random));
    ASSERT_TRUE(IsWellFormed(html)) << i << ' ' << html;
  }
}

TEST(HtmlViewTest, SaysThatAnArticleIsGone) {
  DocumentBatch batch;
  EXPECT_THAT(View(AddTombstone(batch, "<gone>")), HasSubstr("<h2>&lt;gone&gt;</h2>"));
  EXPECT_THAT(View(AddTombstone(batch, "t")), HasSubstr("deleted"));
  EXPECT_THAT(View(AddRetraction(batch, "r", 2)), HasSubstr("withheld"));
}

TEST(HtmlViewTest, ThePageNeedsNothingElse) {
  const std::string page = std::string(HtmlPageStart()) + std::string(HtmlPageEnd());
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("http")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
}

}  // namespace
}  // namespace newsmill
