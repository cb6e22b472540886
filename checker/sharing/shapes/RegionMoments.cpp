//===- RegionMoments.cpp - Teams of threads -------------------------------===//

#include "sharing/MomentFinder.h"

using namespace session;
using namespace session::sharing;
using namespace session::flow;

void MomentFinder::collectRegion(const Instruction &I) {
  const auto &R = std::get<flow::Region>(I.What);
  RegionTree::Node Before = Region;
  Region = Found.Regions.after(I, Region);
  bool Ends = R.What == flow::Region::End;
  const flow::Region &About = Ends ? Found.Regions[Before] : R;
  // All locks of one name are one, in whatever function.
  if (About.What == flow::Region::Lock)
    add(Ends ? Moment::Unlock : Moment::Lock,
        {ofStretches().field(About.Name)});
  else if (About.What == flow::Region::Task && Ends)
    add(Moment::Begin).Index = Found.Stretches[Before];
  else if (R.What == flow::Region::Wait && !Found.Stretches.empty())
    add(Moment::Join, {ofStretches()});
  else if (R.What == flow::Region::Team || R.What == flow::Region::Task)
    beginStretch();
}

void MomentFinder::beginStretch() {
  Start S;
  S.In = S.Entry = Graph.Self;
  S.When = InvokeWhen::OtherThread;
  S.At = S.Origin = Here;
  S.IsStretch = true;
  S.Handles = {ofStretches()};
  Found.Stretches[Region] = unsigned(Found.Facts.Starts.size());
  Found.Facts.Starts.push_back(std::move(S));
}

/// What runs on threads of the call's own.
bool MomentFinder::endsWithCall(const Effect &E) {
  return E.What == EffectKind::Invoke &&
         (E.Invoked == InvokeWhen::Team || E.Invoked == InvokeWhen::Beside);
}

/// The handle of threads that end where the code says so, and nowhere else.
Spot MomentFinder::ofStretches() const {
  Spot Handle;
  Handle.Of = Graph.Self;
  return Handle;
}

/// A pool of threads that was made for one.
bool MomentFinder::hasOneThread(const Call &C, const ContractPath &At) const {
  const Operand *Pool = At.Root == ContractPath::Argument && reaches(At, C)
                            ? &C.Arguments[At.Index].Value
                            : nullptr;
  for (const Block &B : Graph.Blocks)
    for (const Instruction &I : B.Body)
      if (const auto *Made = std::get_if<Call>(&I.What))
        if (Pool && Made->Kind == CallKind::Constructor && Made->Receiver &&
            Made->Receiver->What == Pool->What &&
            Made->Receiver->Where == Pool->Where)
          return Made->Arguments.size() == 1 &&
                 Made->Arguments.front().Value.What == Operand::Integer &&
                 Made->Arguments.front().Value.Number == 1;
  return false;
}
