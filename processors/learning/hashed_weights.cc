#include "processors/learning/hashed_weights.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

namespace newsmill {
namespace {

struct Header {
  float bias;
  float scale;
  uint32_t slots;  // a power of two, behind the header: ids, then weights
  uint32_t used;
};
static_assert(sizeof(Header) == 16);

constexpr float kSteps = 127;

size_t FirstSlot(uint32_t id, size_t slots) {
  const uint32_t spread = id * 0x9e3779b1U;
  return spread & (slots - 1);
}

std::string Bytes(const Header& header, const std::vector<uint32_t>& ids,
                  const std::vector<int8_t>& steps) {
  std::string bytes(reinterpret_cast<const char*>(&header), sizeof(header));
  bytes.append(reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(ids[0]));
  bytes.append(reinterpret_cast<const char*>(steps.data()), steps.size());
  return bytes;
}

}  // namespace

absl::StatusOr<HashedWeights> HashedWeights::Load(std::shared_ptr<const ModelFile> file,
                                                  std::string_view name) {
  const absl::StatusOr<std::string_view> section = file->Section(name);
  if (!section.ok()) return section.status();
  Header header{};
  const bool room = section->size() >= sizeof(header);
  if (room) std::memcpy(&header, section->data(), sizeof(header));
  const size_t body = room ? section->size() - sizeof(header) : 0;
  const bool fits = std::has_single_bit(header.slots) && header.used < header.slots &&
                    body == size_t{header.slots} * (sizeof(uint32_t) + 1);
  const char* ids = section->data() + sizeof(header);
  const char* steps = ids + size_t{header.slots} * sizeof(uint32_t);
  // A table without a free slot would be searched for ever.
  if (!fits || std::find(steps, steps + header.slots, '\0') == steps + header.slots) {
    return absl::DataLossError(file->origin() + ": section '" + std::string(name) + "' is damaged");
  }
  HashedWeights weights;
  weights.file_ = std::move(file);
  weights.bias_ = header.bias;
  weights.scale_ = header.scale;
  weights.ids_ = {reinterpret_cast<const uint32_t*>(ids), header.slots};
  weights.weights_ = reinterpret_cast<const int8_t*>(steps);
  return weights;
}

float HashedWeights::Sum(std::span<const WeightedFeature> features, float factor) const {
  float sum = 0;
  const size_t mask = ids_.size() - 1;
  for (const WeightedFeature& feature : features) {
    size_t slot = FirstSlot(feature.id, ids_.size());
    while (weights_[slot] != 0 && ids_[slot] != feature.id) slot = (slot + 1) & mask;
    sum += feature.value * static_cast<float>(weights_[slot]);
  }
  return bias_ + sum * scale_ * factor;
}

std::string HashedWeights::Encode(float bias, std::span<const uint32_t> features,
                                  std::span<const float> weights) {
  float largest = 0;
  for (const float weight : weights) largest = std::max(largest, std::abs(weight));
  Header header{bias, largest > 0 ? largest / kSteps : 1, 1, 0};
  std::vector<std::pair<uint32_t, int8_t>> kept;
  for (size_t i = 0; i < features.size(); ++i) {
    const auto step = static_cast<int8_t>(std::lround(weights[i] / header.scale));
    if (step != 0) kept.emplace_back(features[i], step);
  }
  std::ranges::sort(kept);
  header.used = static_cast<uint32_t>(kept.size());
  header.slots = std::bit_ceil(header.used + header.used / 3 + 2);
  std::vector<uint32_t> ids(header.slots, 0);
  std::vector<int8_t> steps(header.slots, 0);
  for (const auto& [id, step] : kept) {
    size_t slot = FirstSlot(id, header.slots);
    while (steps[slot] != 0) slot = (slot + 1) & (header.slots - 1);
    ids[slot] = id;
    steps[slot] = step;
  }
  return Bytes(header, ids, steps);
}

}  // namespace newsmill
