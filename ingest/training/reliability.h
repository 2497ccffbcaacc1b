#ifndef NEWSMILL_INGEST_TRAINING_RELIABILITY_H_
#define NEWSMILL_INGEST_TRAINING_RELIABILITY_H_

#include <array>
#include <cstddef>

namespace newsmill {

// How often what was given with a confidence turned out right, in ten bins of confidence of equal
// width.
class ReliabilityTable {
 public:
  static constexpr size_t kBins = 10;

  // What was found with a confidence of about the same.
  struct Bin {
    int found = 0;
    int hits = 0;
    double confidence = 0;  // their sum
  };

  // `confidence` is a probability.
  void Add(float confidence, bool right);

  const std::array<Bin, kBins>& bins() const { return bins_; }
  // The mean distance between confidence and accuracy over the bins, weighted by what is in them
  // (Naeini et al. 2015); 0 where nothing was added.
  double error() const;

 private:
  std::array<Bin, kBins> bins_{};
};

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_RELIABILITY_H_
