#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "ingest/commands/commands.h"
#include "ingest/commands/progress.h"
#include "ingest/commands/train.h"
#include "ingest/decode/decoder.h"
#include "ingest/feed/line_reader.h"
#include "ingest/feed/message_feed.h"
#include "ingest/training/vector_file.h"
#include "processors/base/status_macros.h"
#include "processors/learning/word_classes_trainer.h"

namespace newsmill {
namespace {

struct TrainWordsFlags {
  std::vector<std::string> files;
  std::string out;
  std::string table;
  std::string published;
  size_t published_words = 220000;
  WordClassesOptions training;
};

// Reads texts: articles in JSON, one a line, or lines of plain text.
class TextReader {
 public:
  explicit TextReader(WordCorpus& corpus) : corpus_(corpus) {}

  absl::Status Read(const std::string& path) {
    ASSIGN_OR_RETURN(const std::unique_ptr<LineReader> reader,
                     LineReader::Open(path, static_cast<size_t>(limits_.max_message_bytes)));
    for (LineReader::Line line;;) {
      ASSIGN_OR_RETURN(const bool more, reader->Next(&line));
      if (!more) return absl::OkStatus();
      bytes_ += static_cast<int64_t>(line.text.size());
      progress_.Update(++lines_, bytes_);
      if (line.text.starts_with('{')) {
        ReadArticle(line);
      } else {
        corpus_.Add(line.text);
      }
    }
  }

  int64_t skipped() const { return skipped_; }

 private:
  void ReadArticle(const LineReader::Line& line) {
    batch_.Clear();
    Document& article = batch_.Add();
    article.message.value = line.text;
    if (!line.too_long) decoder_.Decode(batch_, article);
    if (line.too_long || !article.live()) {
      ++skipped_;
      return;
    }
    corpus_.Add(article.title);
    corpus_.Add(article.text);
  }

  WordCorpus& corpus_;
  const DecodeLimits limits_;
  Decoder decoder_{limits_};
  DocumentBatch batch_;
  ProgressLine progress_{"lines"};
  int64_t lines_ = 0;
  int64_t bytes_ = 0;
  int64_t skipped_ = 0;
};

absl::Status WriteFile(const std::string& path, std::string_view bytes) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return absl::NotFoundError(path + ": " + std::strerror(errno));
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  if (std::fclose(file) == 0 && written) return absl::OkStatus();
  return absl::InternalError(path + ": cannot be written: " + std::strerror(errno));
}

// A line for each word: the word and its class in each grain, between tabs.
std::string Table(const WordTable& trained) {
  std::string table;
  for (size_t w = 0; w < trained.words.size(); ++w) {
    table += trained.words[w];
    for (const WordGrain& grain : trained.grains) {
      table += '\t';
      table += std::to_string(grain.class_of[w]);
    }
    table += '\n';
  }
  return table;
}

absl::Status TrainWords(TrainWordsFlags& flags) {
  RETURN_IF_ERROR(CheckReadable(flags.files));
  if (flags.published.empty()) {
    flags.training.published_classes.clear();
  } else {
    ASSIGN_OR_RETURN(flags.training.published, ReadVectors(flags.published, flags.published_words));
  }
  WordCorpus corpus;
  int64_t skipped = 0;
  {
    TextReader reader(corpus);
    for (const std::string& file : flags.files) RETURN_IF_ERROR(reader.Read(file));
    skipped = reader.skipped();
  }
  std::cerr << "newsmill train words: " << corpus.size() << " words of text; " << skipped
            << " lines of JSON without an article\n";
  ASSIGN_OR_RETURN(const TrainedWordClasses trained, TrainWordClasses(corpus, flags.training));
  const ModelFileWriter model = trained.Encode();
  RETURN_IF_ERROR(model.Write(flags.out));
  if (!flags.table.empty()) {
    RETURN_IF_ERROR(
        WriteFile(flags.table, Table(trained.induced) + '\n' + Table(trained.published)));
  }
  const auto describe = [](const WordTable& table) {
    return fmt::format("{} words, {} grains", table.words.size(), table.grains.size());
  };
  std::cout << flags.out << ": " << describe(trained.induced);
  if (!flags.published.empty()) std::cout << "; published: " << describe(trained.published);
  std::cout << '\n';
  return absl::OkStatus();
}

int RunTrainWords(TrainWordsFlags& flags) {
  if (flags.files.empty()) flags.files.emplace_back("-");
  flags.training.on_progress = [](const std::string& what) { std::cerr << what << '\n'; };
  const absl::Status status = TrainWords(flags);
  if (status.ok()) return kExitOk;
  std::cerr << "newsmill train words: " << status.message() << '\n';
  return absl::IsInternal(status) || absl::IsDataLoss(status) ? kExitFailed : kExitUsage;
}

void AddTrainingFlags(CLI::App* command, WordClassesOptions* training) {
  command->add_option("--exchange", training->exchange, "numbers of classes made by exchange")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a FILE
      ->capture_default_str();
  command->add_option("--vectors", training->vectors, "numbers of classes made from word vectors")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a FILE
      ->capture_default_str();
  command
      ->add_option("--published-classes", training->published_classes,
                   "numbers of classes made from --published")
      ->delimiter(',')
      ->allow_extra_args(false)  // what follows is a FILE
      ->capture_default_str();
  command->add_option("--min-count", training->min_count, "rarer words get no class")
      ->capture_default_str();
  command->add_option("--max-words", training->max_words, "only the commonest ones get a class")
      ->capture_default_str();
  command->add_option("--rounds", training->rounds, "of an exchange, at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--epochs", training->epochs, "of the word vectors")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--seed", training->seed, "of the word vectors")->capture_default_str();
}

}  // namespace

void AddTrainWordsCommand(CLI::App& train, int* exit_status) {
  auto flags = std::make_shared<TrainWordsFlags>();
  CLI::App* command =
      train.add_subcommand("words", "induce classes of words from raw text of one language");
  command->add_option("FILE", flags->files,
                      "articles in JSON, one a line, or lines of plain text; plain, gzip or zstd; "
                      "- is standard input (the default)");
  command->add_option("--out", flags->out, "the file to write")->required();
  command->add_option("--table", flags->table, "write the words and their classes as text too");
  command->add_option("--published", flags->published,
                      "word vectors in the text format of GloVe, commonest words first");
  command
      ->add_option("--published-words", flags->published_words,
                   "only so many of the commonest ones get a class")
      ->capture_default_str();
  AddTrainingFlags(command, &flags->training);
  command->footer(
      "Examples:\n"
      "  newsmill train words --out words.bin articles.jsonl.gz more.txt\n"
      "  zcat raw/*.gz | newsmill train words --out words.bin --exchange 64,512 --vectors 512\n"
      "  newsmill train words --out words.bin --published glove.6B.100d.txt articles.jsonl\n\n"
      "Equal input gives an equal file. 30 million words take some minutes, 0.5 GB of memory and "
      "two\nprocessors.\n"
      "Exit status: 0 done; 1 damaged input, or the file cannot be written; 2 wrong usage or\n"
      "unreadable input.");
  command->callback([flags, exit_status] { *exit_status = RunTrainWords(*flags); });
}

}  // namespace newsmill
