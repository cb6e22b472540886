//===- Story.h - A finding as lines with places ----------------*- C++ -*-===//
//
// Decides which events of a witness are told, in which order and where: the
// headline, then a note for each step that a reader needs. Wording is
// Sentence's. Knows no diagnostics engine, so every front end and format can
// tell the same story.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_REPORT_STORY_H
#define SESSION_TIDY_REPORT_STORY_H

#include "report/Sentence.h"

namespace session::report {

struct Line {
  AnchorId At; ///< invalid: no place in the source
  std::string Text;
};

struct Story {
  Line Headline;
  std::vector<Line> Notes;
};

Story tell(const Subject &About);

} // namespace session::report

#endif
