//===- RegionMeetings.h - Who meets in a region ----------------*- C++ -*-===//
//
// Threads of one team that use one session at once: by what the regions are
// and by the locks held. What tasks do becomes theirs here; when they may run
// is MomentWalk's.
//
//===----------------------------------------------------------------------===//
#ifndef SESSION_TIDY_SHARING_SHAPES_REGIONMEETINGS_H
#define SESSION_TIDY_SHARING_SHAPES_REGIONMEETINGS_H

#include "sharing/FactCollector.h"

namespace session::sharing {

struct RegionUse {
  SessionUse Use; ///< with the locks held
  RegionTree::Node Where = 0;
};

/// Those of teams; gives Found's tasks their uses.
std::vector<Overlap> meetInRegions(llvm::ArrayRef<RegionUse> Uses,
                                   Moments &Found, const flow::Program &P);
/// The task that N stands in, as a start.
std::optional<unsigned> taskAround(RegionTree::Node N, const Moments &Found);

} // namespace session::sharing

#endif
