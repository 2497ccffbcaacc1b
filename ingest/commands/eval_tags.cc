#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/eval.h"
#include "ingest/training/tag_judge.h"
#include "processors/base/status_macros.h"
#include "processors/learning/model_file.h"

namespace newsmill {
namespace {

constexpr size_t kMostConfused = 10;

struct EvalTagsFlags {
  std::vector<std::string> treebanks;
  std::string model;
  std::string words;
  bool faults = false;
};

void PrintFault(std::string_view sentence, std::string_view word, PartOfSpeech marked,
                PartOfSpeech found) {
  std::cout << fmt::format("{} for {}\t{}\t{}\n", PartOfSpeechName(found), PartOfSpeechName(marked),
                           word, sentence);
}

void PrintConfused(const TagCounts& counts) {
  std::vector<std::tuple<int, size_t, size_t>> pairs;
  for (size_t marked = 0; marked < kPartsOfSpeech; ++marked) {
    for (size_t found = 0; found < kPartsOfSpeech; ++found) {
      if (marked != found) pairs.emplace_back(counts.confused[marked][found], marked, found);
    }
  }
  std::ranges::stable_sort(pairs, std::greater<>());
  for (size_t i = 0; i < kMostConfused; ++i) {
    const auto& [count, marked, found] = pairs[i];
    if (count == 0) return;
    std::cout << fmt::format("  {:5}  {} for {}\n", count, PartOfSpeechNames()[found],
                             PartOfSpeechNames()[marked]);
  }
}

absl::Status Eval(const EvalTagsFlags& flags) {
  ASSIGN_OR_RETURN(auto file, ModelFile::Open(flags.model, TagModel::kKind));
  auto classes = std::make_shared<const WordClasses>();
  if (!flags.words.empty()) {
    ASSIGN_OR_RETURN(auto words, ModelFile::Open(flags.words, WordClasses::kKind));
    ASSIGN_OR_RETURN(classes, WordClasses::Load(std::move(words)));
  }
  ASSIGN_OR_RETURN(const auto model, TagModel::Load(file, *classes));
  for (const std::string& path : flags.treebanks) {
    ASSIGN_OR_RETURN(const TagJudge judge, TagJudge::Load(path));
    const TagCounts marked = judge.Judge(*model, *classes, flags.faults ? PrintFault : nullptr);
    const TagCounts own = judge.JudgeOwnWords(*model, *classes);
    std::cout << fmt::format("{}\n  accuracy {:.2f} of {} words; {:.2f} of {} that we cut alike\n",
                             path, 100 * marked.accuracy(), marked.words, 100 * own.accuracy(),
                             own.words);
    PrintConfused(marked);
  }
  return absl::OkStatus();
}

}  // namespace

void AddEvalTagsCommand(CLI::App& eval, int* exit_status) {
  auto flags = std::make_shared<EvalTagsFlags>();
  CLI::App* command = eval.add_subcommand("tags", "the tagger of parts of speech");
  command->add_option("TREEBANK", flags->treebanks, "CoNLL-U; plain, gzip or zstd")->required();
  command->add_option("--model", flags->model, "made by `newsmill train tags`")->required();
  command->add_option("--words", flags->words, "the word classes it was made with, if any");
  command->add_flag("--faults", flags->faults, "print each wrong tag: word and sentence");
  command->footer(
      "Example:\n"
      "  newsmill eval tags dev.conllu.gz --model tags.bin --words words.bin\n\n"
      "Exit status: 0 the figures are printed; 2 wrong usage or a fault in the input.");
  command->callback([flags, exit_status] {
    const absl::Status status = Eval(*flags);
    *exit_status = status.ok() ? kExitOk : kExitUsage;
    if (!status.ok()) std::cerr << "newsmill eval tags: " << status.message() << '\n';
  });
}

}  // namespace newsmill
