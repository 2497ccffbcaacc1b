#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/commands/eval_output.h"
#include "ingest/training/name_evaluation.h"
#include "ingest/training/rewritten_text.h"
#include "processors/base/status_macros.h"
#include "processors/entities.h"

namespace newsmill {
namespace {

constexpr size_t kErrorKinds = 10;
constexpr std::array kTypes = {EntityType::kPerson, EntityType::kOrganisation,
                               EntityType::kLocation, EntityType::kMisc};

struct EvalNamesFlags {
  std::vector<std::string> corpora;
  std::string model;
  std::string words;
  bool errors = false;
};

// The names that the stage finds in a text.
class NameStage {
 public:
  static absl::StatusOr<NameStage> New(const EvalNamesFlags& flags) {
    std::string options;
    if (!flags.model.empty()) options += fmt::format("model: '{}'\n", flags.model);
    if (!flags.words.empty()) options += fmt::format("words: '{}'\n", flags.words);
    ASSIGN_OR_RETURN(OptionsReader reader, OptionsReader::Parse(options, "flags"));
    ASSIGN_OR_RETURN(const ProcessorFactory factory, NewEntities(reader));
    return NameStage(factory());
  }

  absl::StatusOr<std::vector<FoundName>> Find(const std::string& text) {
    batch_->Clear();
    Document& document = batch_->Add();
    LayOut(text, &document);
    RETURN_IF_ERROR(stage_->Process(*batch_));
    std::vector<FoundName> names;
    for (const Mention& mention : document.mentions) {
      if (mention.kind != MentionKind::kName && mention.kind != MentionKind::kAlias) continue;
      names.push_back({mention.span.begin, mention.span.end, document.entities[mention.entity].type,
                       mention.confidence});
    }
    std::ranges::sort(names, {}, &FoundName::begin);
    return names;
  }

 private:
  explicit NameStage(std::unique_ptr<Processor> stage)
      : stage_(std::move(stage)), batch_(std::make_unique<DocumentBatch>()) {}

  std::unique_ptr<Processor> stage_;
  std::unique_ptr<DocumentBatch> batch_;
};

absl::StatusOr<NameEvaluation> Evaluate(NameStage& stage, const std::vector<AnnotatedText>& texts,
                                        const NameCorpus& corpus, Writing writing) {
  NameEvaluation evaluation(corpus.complete);
  for (const AnnotatedText& text : texts) {
    const AnnotatedText written = Rewrite(text, writing);
    ASSIGN_OR_RETURN(const std::vector<FoundName> found, stage.Find(written.text));
    evaluation.Add(written.text, written.names, found);
  }
  return evaluation;
}

void PrintCounts(std::string_view name, const NameCounts& counts) {
  const auto percent = [](int hits, int of) { return of == 0 ? 0 : 100.0 * hits / of; };
  std::cout << fmt::format("  {:12} {:6.2f} {:6.2f} {:6.2f} {:8} {:8} {:8}\n", name,
                           percent(counts.hits, counts.found), percent(counts.hits, counts.marked),
                           100 * counts.f1(), counts.marked, counts.found, counts.hits);
}

void PrintTypes(const NameEvaluation& evaluation, const std::vector<EntityType>& types) {
  constexpr std::array<std::string_view, 4> kNames = {"PER", "ORG", "LOC", "MISC"};
  std::cout << fmt::format("  {:12} {:>6} {:>6} {:>6} {:>8} {:>8} {:>8}\n", "", "P", "R", "F1",
                           "marked", "found", "hits");
  for (const EntityType type : kTypes) {
    if (std::ranges::find(types, type) == types.end()) continue;
    PrintCounts(kNames[static_cast<size_t>(type)], evaluation.counts(type));
  }
  PrintCounts("all", evaluation.all());
}

void PrintErrors(const NameEvaluation& evaluation) {
  std::vector<std::pair<std::string, NameEvaluation::ErrorKind>> kinds(evaluation.errors().begin(),
                                                                       evaluation.errors().end());
  std::ranges::stable_sort(
      kinds, [](const auto& a, const auto& b) { return a.second.count > b.second.count; });
  kinds.resize(std::min(kinds.size(), kErrorKinds));
  for (const auto& [kind, error] : kinds) {
    std::cout << fmt::format("  {:6}  {:14}  {}\n", error.count, kind,
                             fmt::join(error.examples, "; "));
  }
}

absl::Status Eval(const EvalNamesFlags& flags) {
  ASSIGN_OR_RETURN(NameStage stage, NameStage::New(flags));
  for (const std::string& path : flags.corpora) {
    ASSIGN_OR_RETURN(const NameCorpus corpus, NameCorpus::Parse(path));
    ASSIGN_OR_RETURN(const std::vector<AnnotatedText> texts, ReadAnnotatedTexts(corpus.path));
    ASSIGN_OR_RETURN(const NameEvaluation plain, Evaluate(stage, texts, corpus, Writing::kAsIs));
    std::cout << corpus.path << '\n';
    PrintTypes(plain, corpus.complete);
    for (const auto& [name, writing] :
         {std::pair("lower case", Writing::kLowerCase), std::pair("capitals", Writing::kCapitals),
          std::pair("typography", Writing::kTypography)}) {
      ASSIGN_OR_RETURN(const NameEvaluation other, Evaluate(stage, texts, corpus, writing));
      PrintCounts(name, other.all());
    }
    PrintReliability("confidence", plain.reliability());
    if (flags.errors) PrintErrors(plain);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalNamesCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalNamesFlags>();
  CLI::App* command =
      eval.add_subcommand("names", "persons, organisations, places: stage entities");
  command
      ->add_option("CORPUS", flags->corpora,
                   "PATH[,complete=PER+ORG+LOC], as of `newsmill train names`; only the types "
                   "named count")
      ->required();
  command->add_option("--model", flags->model,
                      "made by `newsmill train names`; else the built-in one");
  command->add_option("--words", flags->words, "the word classes it was made with");
  command->add_flag("--errors", flags->errors, "the ten most frequent kinds of errors too");
  command->footer(
      "Example:\n"
      "  newsmill eval names dev.jsonl web.jsonl,complete=PER+ORG+LOC --errors\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval names: " << status.message() << '\n';
  });
}

}  // namespace newsmill
