#ifndef NEWSMILL_INGEST_TRAINING_SAME_SPEAKER_H_
#define NEWSMILL_INGEST_TRAINING_SAME_SPEAKER_H_

#include <string_view>

namespace newsmill {

// Whether two namings of a speaker mean the same: without titles, possessives and letter case the
// words of one stand within those of the other, or both end in the same word and begin with the
// same one or its first letter ("J. Smith", "John A. Smith"). What follows a comma, "who" or "of
// the" may be left out, of both.
bool SameSpeaker(std::string_view a, std::string_view b);

}  // namespace newsmill

#endif  // NEWSMILL_INGEST_TRAINING_SAME_SPEAKER_H_
