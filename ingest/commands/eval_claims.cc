#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "ingest/chain_config.h"
#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/commands/eval_output.h"
#include "ingest/training/attribution_corpus.h"
#include "ingest/training/claims_errors.h"
#include "ingest/training/claims_finder.h"
#include "ingest/training/claims_judge.h"
#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr size_t kShownCues = 12;

struct EvalClaimsFlags {
  std::vector<std::string> corpora;
  std::string config;
  bool errors = false;
  size_t examples = 3;
};

// Of the articles that have a page's fragment.
struct HtmlCounts {
  Share text;         // read as the plain text is
  LinkCounts claims;  // matched
};

struct Judgement {
  ClaimsCounts counts;
  HtmlCounts html;
  ClaimsErrors errors;
};

absl::Status JudgeHtml(ClaimsFinder& finder, const AttributedText& text, std::string_view plain,
                       HtmlCounts* html) {
  ASSIGN_OR_RETURN(FoundAttributions found, finder.Find(text, ClaimsFinder::Form::kHtml));
  html->text.Add(found.text == plain);
  ClaimsCounts counts;
  AddComparison(AttributionComparison(text, std::move(found.claims)), &counts);
  html->claims.Add(counts.all.matched);
  return absl::OkStatus();
}

absl::Status Judge(ClaimsFinder& finder, const AttributedText& text, Judgement* judgement) {
  ASSIGN_OR_RETURN(FoundAttributions found, finder.Find(text, ClaimsFinder::Form::kPlain));
  judgement->counts.lost += found.delivered ? 0 : 1;
  const AttributionComparison comparison(text, std::move(found.claims));
  AddComparison(comparison, &judgement->counts);
  judgement->errors.Add(comparison);
  if (text.html.empty()) return absl::OkStatus();
  return JudgeHtml(finder, text, found.text, &judgement->html);
}

void PrintSpans(std::string_view name, const HitCounts& counts) {
  std::cout << fmt::format("  {:24} {:6.2f} {:6.2f} {:6.2f} {:8} {:8} {:8}\n", name,
                           100 * counts.precision(), 100 * counts.recall(), 100 * counts.f1(),
                           counts.marked, counts.found, counts.hits);
}

void PrintKind(std::string_view name, const KindCounts& counts) {
  std::cout << fmt::format("  {:24} {:6.2f} {:6.2f} {:6.2f} {:8.2f} {:8.2f} {:8} {:8}\n", name,
                           100 * counts.matched.precision(), 100 * counts.matched.recall(),
                           100 * counts.matched.f1(), 100 * counts.exact.f1(),
                           100 * counts.source.value(), counts.matched.marked,
                           counts.matched.found);
}

void PrintShare(std::string_view name, const Share& share) {
  if (share.of == 0) return;
  std::cout << fmt::format("  {:34} {:6.2f}  {} of {}\n", name, 100 * share.value(), share.hits,
                           share.of);
}

void PrintCounts(const ClaimsCounts& counts) {
  std::cout << fmt::format("  articles {}, without a record {}, found in ignored text {}\n",
                           counts.texts, counts.lost, counts.ignored)
            << fmt::format("  {:24} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8}\n", "exact spans", "P", "R",
                           "F1", "marked", "found", "hits");
  PrintSpans("source", counts.source);
  PrintSpans("cue", counts.cue);
  PrintSpans("content", counts.content);
  std::cout << fmt::format("  {:24} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8} {:>8}\n",
                           "matched contents", "P", "R", "F1", "exact F1", "speaker", "marked",
                           "found");
  PrintKind("all", counts.all);
  PrintKind("direct", counts.direct);
  PrintKind("mixed", counts.mixed);
  PrintKind("indirect", counts.indirect);
  PrintKind("speech only", counts.speech);
  PrintKind("... found as speech", counts.said);
}

void PrintShares(const ClaimsCounts& counts, const HtmlCounts& html) {
  PrintShare("resolved speaker", counts.speaker);
  PrintShare("stance", counts.stance);
  PrintShare("scare quotes taken for claims", counts.scare_quotes);
  PrintShare("no speech taken for claims", counts.no_speech);
  PrintShare("quotations over paragraphs exact", counts.two_paragraphs);
  PrintShare("paragraphs with stray marks right", counts.stray_marks);
  PrintShare("HTML read as the plain text", html.text);
  if (html.text.of > 0) {
    std::cout << fmt::format("  {:34} {:6.2f}\n", "claims of HTML, matched F1",
                             100 * html.claims.f1());
  }
}

void PrintIndented(const std::string& lines) {
  std::istringstream in(lines);
  for (std::string line; std::getline(in, line);) std::cout << "          " << line << '\n';
}

void PrintErrors(const ClaimsErrors& errors) {
  std::vector<std::pair<std::string, ClaimsErrors::Kind>> kinds(errors.kinds().begin(),
                                                                errors.kinds().end());
  std::ranges::stable_sort(
      kinds, [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  for (const auto& [name, kind] : kinds) {
    std::vector<std::pair<std::string, int>> cues(kind.cues.begin(), kind.cues.end());
    std::ranges::stable_sort(cues,
                             [](const auto& a, const auto& b) { return a.second > b.second; });
    cues.resize(std::min(cues.size(), kShownCues));
    std::cout << fmt::format("  {:6}  {}\n         ", kind.count, name);
    for (const auto& [cue, count] : cues) {
      std::cout << fmt::format(" {} {};", cue.empty() ? "(no cue)" : cue, count);
    }
    std::cout << '\n';
    for (const std::string& example : kind.examples) PrintIndented(example);
  }
}

absl::Status Eval(const EvalClaimsFlags& flags) {
  ASSIGN_OR_RETURN(const ChainConfig chain, LoadChainConfig(flags.config));
  ClaimsFinder finder(chain.pipeline);
  for (const std::string& path : flags.corpora) {
    ASSIGN_OR_RETURN(const std::vector<AttributedText> texts, ReadAttributedTexts(path));
    Judgement judgement{{}, {}, ClaimsErrors(flags.examples)};
    for (const AttributedText& text : texts) RETURN_IF_ERROR(Judge(finder, text, &judgement));
    std::cout << path << '\n';
    PrintCounts(judgement.counts);
    PrintShares(judgement.counts, judgement.html);
    PrintReliability("claim confidence", judgement.counts.confidence);
    PrintReliability("speaker confidence", judgement.counts.speaker_confidence);
    if (flags.errors) PrintErrors(judgement.errors);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalClaimsCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalClaimsFlags>();
  CLI::App* command = eval.add_subcommand("claims", "who said what: the whole pipeline");
  command
      ->add_option("CORPUS", flags->corpora,
                   "lines {\"text\", \"attributions\": [{\"source\", \"cue\", \"content\": [...], "
                   "\"kind\", \"speech\"}]}; plain, gzip or zstd")
      ->required();
  command->add_option("--config", flags->config,
                      "YAML file; its processors, filter and limits are used");
  command->add_flag("--errors", flags->errors, "what was found otherwise than marked, by kinds");
  command->add_option("--examples", flags->examples, "how many of each kind of error")
      ->capture_default_str();
  command->footer(
      "Example:\n"
      "  newsmill eval claims dev.jsonl --errors --examples 10\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval claims: " << status.message() << '\n';
  });
}

}  // namespace newsmill
