// session-shared-across-threads: two threads use one session at a time.
#include "checks/SharedFinding.h"

using namespace session;
using namespace session::checks;
using sharing::EntryReason;
using sharing::Sharing;

void checks::checkSharedAcrossThreads(const ProgramCheckInput &Input,
                                      std::vector<Finding> &Out) {
  for (const sharing::SharedSession &S : Input.Result.Shared) {
    if (S.How != Sharing::Threads)
      continue;
    const sharing::Party &Inside = S.Parties[0], &Other = S.Parties[1];
    Finding F = findingOf(S, Input);
    F.Culprit = Other.Who;
    F.Text = Other.Why == EntryReason::Thread ? Message::SharedBetweenThreads
                                              : Message::SharedByThreads;
    F.Path.push_back(eventOf(Inside));
    if (Other.Why == EntryReason::Thread && Other.StartedAt != F.At)
      F.Path.push_back(*startOf(Other));
    bool IsItself = Other.Why == EntryReason::Thread && Other.Who == Inside.Who;
    if (!IsItself)
      F.Path.push_back(eventOf(Other));
    if (F.Declared)
      F.Path.push_back(declarationOf(F, Input.Program.Symbols));
    Out.push_back(std::move(F));
  }
}
