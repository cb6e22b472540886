#include "checks/Check.h"
#include "checks/Hiding.h"
#include "checks/ViolationFinding.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::checks;

static constexpr Check Table[] = {
#define SESSION_CHECK(NAME, RUN) {NAME, NAME, RUN},
#include "checks/AllChecks.def"
#undef SESSION_CHECK
};

llvm::ArrayRef<Check> checks::allChecks() { return Table; }

Finding checks::findingOf(const solver::Violation &V, const CheckInput &Input) {
  Finding F;
  F.Sure = V.Sure;
  F.Session = V.Session;
  if (const Policy *Rules = Input.Contracts.kind(V.Session.Kind))
    F.Rules = *Rules;
  F.At = V.At;
  F.In = Input.Result.Self;
  F.Culprit = V.Culprit;
  F.Leaving = V.Leaving;
  F.Why = V.Why;
  F.InCallee = V.InCallee;
  F.MoreThrowers = V.MoreThrowers;
  F.Path = V.Path;
  return F;
}

std::vector<Finding>
checks::runChecks(const CheckInput &Input,
                  llvm::ArrayRef<llvm::StringRef> Enabled) {
  std::vector<Finding> Found;
  for (const Check &C : Table) {
    if (!llvm::is_contained(Enabled, C.Name))
      continue;
    size_t First = Found.size();
    C.Run(Input, Found);
    for (size_t I = First; I != Found.size(); ++I)
      Found[I].Check = C.Name;
  }
  if (!Input.Wanted.ReportLikely)
    llvm::erase_if(Found, [](const Finding &F) {
      return F.Sure == solver::Confidence::Likely;
    });
  Found = hideRepeated(std::move(Found));
  for (Finding &F : Found)
    F.Identity = identityOf(F, Input.Program.Symbols);
  return Found;
}
