//===- RegionMeetings.cpp - Who meets in a region -------------------------===//

#include "sharing/shapes/RegionMeetings.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

std::optional<unsigned> sharing::taskAround(RegionTree::Node N,
                                            const Moments &Found) {
  N = Found.Regions.around(N, Region::Task);
  return N ? std::optional<unsigned>(Found.Stretches.at(N)) : std::nullopt;
}

/// Each thread that comes to Of has a session of its own there.
static bool isOwn(const RegionUse &U, RegionTree::Node Of,
                  const Moments &Found) {
  const Spot &S = U.Use.Session;
  return S.Of == Found.Facts.Self && S.Where.Variable &&
         Found.Regions.isInside(Found.Regions.homeOf(S.Where.Variable), Of);
}

std::vector<Overlap> sharing::meetInRegions(llvm::ArrayRef<RegionUse> Uses,
                                            Moments &Found, const Program &P) {
  std::vector<Overlap> Met;
  for (const RegionUse &A : Uses) {
    if (A.Use.What == UseKind::Opens)
      continue;
    RegionTree::Node Task = Found.Regions.around(A.Where, Region::Task);
    if (Task && !isOwn(A, Task, Found))
      Found.Facts.Starts[Found.Stretches.at(Task)].Uses.push_back(A.Use);
    for (const RegionUse &B : Uses) {
      RegionTree::Node Team = Found.Regions.sharedTeam(A.Where, B.Where);
      if (!Team || B.Use.What == UseKind::Opens ||
          A.Use.Session != B.Use.Session || isOwn(A, Team, Found) ||
          haveCommonLock(A.Use, B.Use, P))
        continue;
      unsigned Index = Found.Stretches.at(Team);
      Met.push_back({Index, A.Use, B.Use, Index});
    }
  }
  return Met;
}
