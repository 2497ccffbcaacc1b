#include "processors/learning/linear_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "processors/base/status_macros.h"
#include "processors/learning/lanes.h"

namespace newsmill {
namespace {

constexpr int kLargest = 127;
constexpr size_t kSafe = 256;  // this many weights of 8 bits fit a sum of 16
// Of the table of features, seen from the section's begin.
constexpr size_t kTableAlignment = 64;

struct ChainHeader {
  uint32_t labels;
  uint32_t stride;
  uint32_t buckets;
  uint32_t rows;
  float scale;
  uint32_t name_bytes;
};

// Cuts pieces off the front of a section.
class Cutter {
 public:
  explicit Cutter(std::string_view bytes) : rest_(bytes), whole_(bytes.size()) {}

  template <typename T>
  std::span<const T> Take(size_t count) {
    const size_t pad =
        (alignof(T) - reinterpret_cast<uintptr_t>(rest_.data()) % alignof(T)) % alignof(T);
    if (!ok_ || rest_.size() < pad || (rest_.size() - pad) / sizeof(T) < count) {
      ok_ = false;
      return {};
    }
    const auto* data = reinterpret_cast<const T*>(rest_.data() + pad);
    rest_.remove_prefix(pad + count * sizeof(T));
    return {data, count};
  }
  // As AlignTable() did it.
  void AlignTable() {
    const size_t pad =
        (kTableAlignment - (whole_ - rest_.size()) % kTableAlignment) % kTableAlignment;
    ok_ = ok_ && pad <= rest_.size();
    if (ok_) rest_.remove_prefix(pad);
  }
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  size_t whole_;
  bool ok_ = true;
};

template <typename T>
void Append(std::span<const T> values, std::string* bytes) {
  bytes->resize((bytes->size() + alignof(T) - 1) / alignof(T) * alignof(T), '\0');
  bytes->append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
}

// Compilers do not see by themselves that these fit their registers.
using TwoNumbers [[gnu::vector_size(16)]] = int64_t;
using Bytes [[gnu::vector_size(16)]] = int8_t;
using EightSums [[gnu::vector_size(16)]] = int16_t;

// Eight weights with 16 bits each: as their upper bytes first, then shifted down with their sign.
EightSums Widen(const int8_t* weights) {
  int64_t eight = 0;
  std::memcpy(&eight, weights, sizeof(eight));
  const auto low = std::bit_cast<Bytes>(TwoNumbers{eight, 0});
  const Bytes upper =
      __builtin_shufflevector(Bytes{}, low, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return std::bit_cast<EightSums>(upper) >> 8;
}

template <size_t... kAt>
void AddWeights(const int8_t* weights, std::index_sequence<kAt...>,
                std::array<EightSums, sizeof...(kAt)>* sums) {
  (((*sums)[kAt] += Widen(weights + 8 * kAt)), ...);
}

void AlignTable(std::string* bytes) {
  bytes->resize((bytes->size() + kTableAlignment - 1) / kTableAlignment * kTableAlignment, '\0');
}

std::vector<std::string> SplitNames(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\0'), text.size());
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return names;
}

}  // namespace

absl::StatusOr<LinearChain> LinearChain::Load(std::shared_ptr<const ModelFile> file,
                                              std::string_view name) {
  ASSIGN_OR_RETURN(const std::string_view bytes, file->Section(name));
  const auto damaged = [&] {
    return absl::DataLossError(fmt::format("{}: section '{}' is damaged", file->origin(), name));
  };
  Cutter cutter(bytes);
  const std::span<const ChainHeader> header = cutter.Take<ChainHeader>(1);
  if (!cutter.ok()) return damaged();
  const ChainHeader& h = header[0];
  if (h.labels == 0 || h.labels > LabelSet::kMaxLabels || h.stride != (h.labels + 7) / 8 * 8 ||
      !std::has_single_bit(h.buckets) || h.buckets < 2 ||
      h.rows / FeatureTable::kBucket >= h.buckets) {
    return damaged();
  }
  LinearChain chain;
  const auto names = cutter.Take<char>(h.name_bytes);
  chain.labels_ = SplitNames({names.data(), names.size()});
  const auto pairs = cutter.Take<float>(size_t{h.stride} * h.stride);
  const auto first = cutter.Take<float>(h.stride);
  const auto last = cutter.Take<float>(h.stride);
  cutter.AlignTable();
  const auto buckets = cutter.Take<FeatureTable::Bucket>(h.buckets);
  const auto weights = cutter.Take<int8_t>((size_t{h.rows} + 1) * h.stride);
  if (!cutter.done() || chain.labels_.size() != h.labels) return damaged();
  chain.table_ = FeatureTable(buckets);
  if (!chain.table_.IsSound(h.rows)) return damaged();
  chain.scores_.labels = h.labels;
  chain.scores_.stride = h.stride;
  chain.scores_.pairs.assign(pairs.begin(), pairs.end());
  chain.scores_.first.assign(first.begin(), first.end());
  chain.scores_.last.assign(last.begin(), last.end());
  chain.scale_ = h.scale;
  chain.weights_ = weights.data();
  if (h.stride == NarrowWeights::kLabels) chain.narrow_ = NarrowWeights(buckets, weights);
  chain.file_ = std::move(file);
  return chain;
}

// The sum of the weights of some features, for all labels.
void LinearChain::NarrowSumOf(std::span<const uint32_t> features, int32_t* out) const {
  std::fill_n(out, NarrowWeights::kLabels, 0);
  while (!features.empty()) {
    const std::span<const uint32_t> some = features.first(std::min(features.size(), kSafe));
    EightSums sum{};
    for (const uint32_t feature : some) sum += Widen(narrow_.Of(feature));
    for (size_t j = 0; j < NarrowWeights::kLabels; ++j) out[j] += sum[j];
    features = features.subspan(some.size());
  }
}

template <size_t kStride>
void LinearChain::SumOf(std::span<const uint32_t> features, int32_t* out) const {
  if constexpr (kStride == NarrowWeights::kLabels) return NarrowSumOf(features, out);
  std::array<const int8_t*, kSafe> found;
  std::fill_n(out, kStride, 0);
  while (!features.empty()) {
    const std::span<const uint32_t> some = features.first(std::min(features.size(), kSafe));
    for (size_t k = 0; k < some.size(); ++k) {
      found[k] = weights_ + size_t{table_.Row(some[k])} * kStride;
      __builtin_prefetch(found[k]);
    }
    std::array<EightSums, kStride / 8> sums{};
    for (size_t k = 0; k < some.size(); ++k) {
      AddWeights(found[k], std::make_index_sequence<kStride / 8>(), &sums);
    }
    for (size_t k = 0; k < sums.size(); ++k) {
      for (size_t j = 0; j < 8; ++j) out[8 * k + j] += sums[k][j];
    }
    features = features.subspan(some.size());
  }
}

// Much of the time goes into waiting for memory: the slots of the next word's features and the rows
// of this word's are asked for before they are needed.
template <size_t kStride>
void LinearChain::EmissionsOf(const FeatureRows& rows, std::vector<float>* emissions) const {
  const auto& index = IndexOf<kStride>();
  std::array<int32_t, kStride> shared{};
  std::array<int32_t, kStride> own;
  for (size_t t = 0; t < rows.size(); ++t) {
    if (t + 1 < rows.size()) {
      for (const uint32_t feature : rows.own(t + 1)) index.Prefetch(feature);
      if (!rows.SharesWithBefore(t + 1)) {
        for (const uint32_t feature : rows.shared(t + 1)) index.Prefetch(feature);
      }
    }
    if (!rows.SharesWithBefore(t)) SumOf<kStride>(rows.shared(t), shared.data());
    SumOf<kStride>(rows.own(t), own.data());
    float* out = &(*emissions)[t * kStride];
    for (size_t j = 0; j < kStride; ++j) out[j] = scale_ * static_cast<float>(own[j] + shared[j]);
  }
}

void LinearChain::Emissions(const FeatureRows& rows, std::vector<float>* emissions) const {
  emissions->resize(rows.size() * scores_.stride);
  switch (scores_.stride) {
    case 8:
      return EmissionsOf<8>(rows, emissions);
    case 16:
      return EmissionsOf<16>(rows, emissions);
    case 24:
      return EmissionsOf<24>(rows, emissions);
    case 32:
      return EmissionsOf<32>(rows, emissions);
    case 40:
      return EmissionsOf<40>(rows, emissions);
    case 48:
      return EmissionsOf<48>(rows, emissions);
    case 56:
      return EmissionsOf<56>(rows, emissions);
    default:
      return EmissionsOf<64>(rows, emissions);
  }
}

void LinearChain::Decode(const FeatureRows& rows, Workspace& work,
                         std::vector<uint8_t>* labels) const {
  const size_t words = rows.size();
  const size_t stride = scores_.stride;
  labels->resize(words);
  Emissions(rows, &work.emissions);
  if (words == 0) return;
  work.from.resize(words * stride);
  work.best.assign(scores_.first.begin(), scores_.first.end());
  work.next.resize(stride);
  for (size_t j = 0; j < stride; ++j) work.best[j] += work.emissions[j];
  for (size_t t = 1; t < words; ++t) {
    for (size_t j = 0; j < stride; j += 4) {
      BestOffers best{FourFloats{} + 4 * ChainScores::kForbidden};
      for (size_t i = 0; i < scores_.labels; ++i) {
        best.Offer(work.best[i] + ReadFour(&scores_.pairs[i * stride + j]),
                   static_cast<int32_t>(i));
      }
      WriteFour(best.scores + ReadFour(&work.emissions[t * stride + j]), &work.next[j]);
      WriteFour(best.from, &work.from[t * stride + j]);
    }
    work.best.swap(work.next);
  }
  size_t label = 0;
  for (size_t j = 0; j < scores_.labels; ++j) {
    work.best[j] += scores_.last[j];
    if (work.best[j] > work.best[label]) label = j;
  }
  for (size_t t = words; t > 0; --t) {
    (*labels)[t - 1] = static_cast<uint8_t>(label);
    if (t > 1) label = static_cast<size_t>(work.from[(t - 1) * stride + label]);
  }
}

// *near = the labels with the best emissions, and these as their scores.
void LinearChain::KeepNear(const float* emissions, float margin, NearLabels* near) const {
  near->size = 0;
  const float least = *std::max_element(emissions, emissions + scores_.labels) - margin;
  for (size_t label = 0; label < scores_.labels; ++label) {
    const float score = emissions[label];
    if (score < least) continue;
    size_t at = near->size;
    if (at == kMostNear && score <= near->scores[at - 1]) continue;
    at = std::min(at, kMostNear - 1);
    for (; at > 0 && near->scores[at - 1] < score; --at) {
      near->scores[at] = near->scores[at - 1];
      near->labels[at] = near->labels[at - 1];
    }
    near->scores[at] = score;
    near->labels[at] = static_cast<uint8_t>(label);
    near->size = std::min(near->size + 1, kMostNear);
  }
}

void LinearChain::DecodeNear(const FeatureRows& rows, float margin, Workspace& work,
                             std::vector<uint8_t>* labels) const {
  const size_t words = rows.size();
  labels->resize(words);
  Emissions(rows, &work.emissions);
  if (words == 0) return;
  work.near.resize(words);
  for (size_t t = 0; t < words; ++t) {
    NearLabels& now = work.near[t];
    KeepNear(&work.emissions[t * scores_.stride], margin, &now);
    for (size_t j = 0; j < now.size; ++j) {
      const size_t label = now.labels[j];
      if (t + 1 == words) now.scores[j] += scores_.last[label];
      if (t == 0) {
        now.scores[j] += scores_.first[label];
        continue;
      }
      const NearLabels& before = work.near[t - 1];
      float best = 2 * ChainScores::kForbidden;
      for (size_t i = 0; i < before.size; ++i) {
        const float score =
            before.scores[i] + scores_.pairs[before.labels[i] * scores_.stride + label];
        if (score <= best) continue;
        best = score;
        now.from[j] = static_cast<uint8_t>(i);
      }
      now.scores[j] += best;
    }
  }
  const NearLabels& end = work.near[words - 1];
  size_t at = static_cast<size_t>(
      std::max_element(end.scores.begin(), end.scores.begin() + static_cast<ptrdiff_t>(end.size)) -
      end.scores.begin());
  for (size_t t = words; t > 0; --t) {
    (*labels)[t - 1] = work.near[t - 1].labels[at];
    at = work.near[t - 1].from[at];
  }
}

void LinearChain::Marginals(Workspace& work) const {
  if (work.lattice_of != this) work.lattice.SetScores(scores_);
  work.lattice_of = this;
  work.lattice.Run(work.emissions);
}

std::string LinearChain::Encode(const std::vector<std::string>& labels, const ChainScores& scores,
                                std::span<const uint32_t> features, std::span<const float> weights,
                                float prune) {
  const size_t stride = scores.stride;
  float largest = 1e-6F;
  for (const float weight : weights) largest = std::max(largest, std::abs(weight));
  const float scale = largest / kLargest;
  std::vector<size_t> kept;
  for (size_t row = 0; row < features.size(); ++row) {
    const auto begin = weights.begin() + static_cast<ptrdiff_t>(row * stride);
    if (std::any_of(begin, begin + static_cast<ptrdiff_t>(stride),
                    [&](float weight) { return std::abs(weight) >= prune; })) {
      kept.push_back(row);
    }
  }
  std::vector<uint32_t> known;
  std::vector<int8_t> rows(stride, 0);
  for (const size_t row : kept) {
    known.push_back(features[row]);
    for (size_t j = 0; j < stride; ++j) {
      rows.push_back(static_cast<int8_t>(std::lround(weights[row * stride + j] / scale)));
    }
  }
  const std::vector<FeatureTable::Bucket> buckets = FeatureTable::Make(known);
  std::string names;
  for (const std::string& label : labels) names += label + '\0';
  const ChainHeader header{static_cast<uint32_t>(labels.size()),
                           static_cast<uint32_t>(stride),
                           static_cast<uint32_t>(buckets.size()),
                           static_cast<uint32_t>(kept.size()),
                           scale,
                           static_cast<uint32_t>(names.size())};
  std::string bytes;
  Append(std::span<const ChainHeader>(&header, 1), &bytes);
  Append(std::span<const char>(names), &bytes);
  Append(std::span<const float>(scores.pairs), &bytes);
  Append(std::span<const float>(scores.first), &bytes);
  Append(std::span<const float>(scores.last), &bytes);
  AlignTable(&bytes);
  Append(std::span(buckets), &bytes);
  Append(std::span<const int8_t>(rows), &bytes);
  return bytes;
}

}  // namespace newsmill
