#include "processors/learning/linear_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "processors/base/status_macros.h"

namespace newsmill {
namespace {

constexpr int kLargest = 127;

struct ChainHeader {
  uint32_t labels;
  uint32_t stride;
  uint32_t slots;
  uint32_t rows;
  float scale;
  uint32_t name_bytes;
};

// Cuts pieces off the front of a section.
class Cutter {
 public:
  explicit Cutter(std::string_view bytes) : rest_(bytes) {}

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
  bool ok() const { return ok_; }
  bool done() const { return ok_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

template <typename T>
void Append(std::span<const T> values, std::string* bytes) {
  bytes->resize((bytes->size() + alignof(T) - 1) / alignof(T) * alignof(T), '\0');
  bytes->append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
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
      !std::has_single_bit(h.slots) || h.slots < 2 || h.rows >= h.slots) {
    return damaged();
  }
  LinearChain chain;
  const auto names = cutter.Take<char>(h.name_bytes);
  chain.labels_ = SplitNames({names.data(), names.size()});
  const auto pairs = cutter.Take<float>(size_t{h.stride} * h.stride);
  const auto first = cutter.Take<float>(h.stride);
  const auto last = cutter.Take<float>(h.stride);
  chain.slots_ = cutter.Take<Slot>(h.slots);
  const auto weights = cutter.Take<int8_t>(size_t{h.rows} * h.stride);
  if (!cutter.done() || chain.labels_.size() != h.labels) return damaged();
  size_t used = 0;
  for (const Slot& slot : chain.slots_) {
    if (slot.row == kFree) continue;
    ++used;
    if (slot.row >= h.rows) return damaged();
  }
  if (used >= h.slots) return damaged();
  chain.scores_.labels = h.labels;
  chain.scores_.stride = h.stride;
  chain.scores_.pairs.assign(pairs.begin(), pairs.end());
  chain.scores_.first.assign(first.begin(), first.end());
  chain.scores_.last.assign(last.begin(), last.end());
  chain.scale_ = h.scale;
  chain.shift_ = 32 - static_cast<uint32_t>(std::countr_zero(h.slots));
  chain.weights_ = weights.data();
  chain.file_ = std::move(file);
  return chain;
}

const int8_t* LinearChain::Row(uint32_t feature) const {
  for (size_t at = SlotOf(feature);; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.row == kFree) return nullptr;
    if (slot.feature == feature) return weights_ + size_t{slot.row} * scores_.stride;
  }
}

// Most of the time goes into waiting for memory: the slots of the next word's features and the rows
// of this word's are asked for before they are needed.
template <size_t kStride>
void LinearChain::EmissionsOf(const FeatureRows& rows, std::vector<float>* emissions) const {
  constexpr size_t kSafe = 256;  // this many weights of 8 bits fit a sum of 16
  std::array<const int8_t*, kSafe> found;
  for (size_t t = 0; t < rows.size(); ++t) {
    if (t + 1 < rows.size()) {
      for (const uint32_t feature : rows.row(t + 1)) __builtin_prefetch(&slots_[SlotOf(feature)]);
    }
    float* out = &(*emissions)[t * kStride];
    std::fill_n(out, kStride, 0.0F);
    std::span<const uint32_t> row = rows.row(t);
    while (!row.empty()) {
      const std::span<const uint32_t> some = row.first(std::min(row.size(), kSafe));
      size_t count = 0;
      for (const uint32_t feature : some) {
        const int8_t* weights = Row(feature);
        if (weights == nullptr) continue;
        __builtin_prefetch(weights);
        found[count++] = weights;
      }
      int16_t sum[kStride] = {};
      for (size_t k = 0; k < count; ++k) {
        for (size_t j = 0; j < kStride; ++j) sum[j] = static_cast<int16_t>(sum[j] + found[k][j]);
      }
      for (size_t j = 0; j < kStride; ++j) out[j] += scale_ * static_cast<float>(sum[j]);
      row = row.subspan(some.size());
    }
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
    int32_t* from = &work.from[t * stride];
    std::fill(work.next.begin(), work.next.end(), 4 * ChainScores::kForbidden);
    for (size_t i = 0; i < scores_.labels; ++i) {
      const float before = work.best[i];
      const float* pairs = &scores_.pairs[i * stride];
      for (size_t j = 0; j < stride; ++j) {
        const float score = before + pairs[j];
        const bool better = score > work.next[j];
        work.next[j] = better ? score : work.next[j];
        from[j] = better ? static_cast<int32_t>(i) : from[j];
      }
    }
    for (size_t j = 0; j < stride; ++j)
      work.best[j] = work.next[j] + work.emissions[t * stride + j];
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
  std::vector<Slot> slots(std::bit_ceil(kept.size() * 3 / 2 + 2), {0, kFree});
  const uint32_t shift = 32 - static_cast<uint32_t>(std::countr_zero(slots.size()));
  std::vector<int8_t> rows;
  for (size_t k = 0; k < kept.size(); ++k) {
    const uint32_t feature = features[kept[k]];
    size_t at = (feature * kSpread) >> shift;
    while (slots[at].row != kFree) at = (at + 1) & (slots.size() - 1);
    slots[at] = {feature, static_cast<uint32_t>(k)};
    for (size_t j = 0; j < stride; ++j) {
      rows.push_back(static_cast<int8_t>(std::lround(weights[kept[k] * stride + j] / scale)));
    }
  }
  std::string names;
  for (const std::string& label : labels) names += label + '\0';
  const ChainHeader header{static_cast<uint32_t>(labels.size()),
                           static_cast<uint32_t>(stride),
                           static_cast<uint32_t>(slots.size()),
                           static_cast<uint32_t>(kept.size()),
                           scale,
                           static_cast<uint32_t>(names.size())};
  std::string bytes;
  Append(std::span<const ChainHeader>(&header, 1), &bytes);
  Append(std::span<const char>(names), &bytes);
  Append(std::span<const float>(scores.pairs), &bytes);
  Append(std::span<const float>(scores.first), &bytes);
  Append(std::span<const float>(scores.last), &bytes);
  Append(std::span<const Slot>(slots), &bytes);
  Append(std::span<const int8_t>(rows), &bytes);
  return bytes;
}

}  // namespace newsmill
