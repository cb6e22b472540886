#include "checks/Check.h"
#include "checks/Hiding.h"
#include "checks/ViolationFinding.h"
#include "llvm/ADT/STLExtras.h"

using namespace session;
using namespace session::checks;

static constexpr Check Table[] = {
#define SESSION_CHECK(NAME, RUN) {NAME, NAME, RUN, nullptr},
#define SESSION_PROGRAM_CHECK(NAME, RUN) {NAME, NAME, nullptr, RUN},
#define SESSION_DOUBLE_CHECK(NAME, RUN, TOGETHER) {NAME, NAME, RUN, TOGETHER},
#include "checks/AllChecks.def"
#undef SESSION_CHECK
#undef SESSION_PROGRAM_CHECK
#undef SESSION_DOUBLE_CHECK
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

/// What all findings have in common, whoever found them.
static std::vector<Finding> finished(std::vector<Finding> Found,
                                     const Options &Wanted,
                                     const flow::SymbolTable &Symbols) {
  if (!Wanted.ReportLikely)
    llvm::erase_if(Found, [](const Finding &F) {
      return F.Sure == solver::Confidence::Likely;
    });
  Found = hideRepeated(std::move(Found));
  for (Finding &F : Found)
    F.Identity = identityOf(F, Symbols);
  return Found;
}

static void name(std::vector<Finding> &Found, size_t First,
                 llvm::StringRef Check) {
  for (size_t I = First; I != Found.size(); ++I)
    Found[I].Check = Check;
}

std::vector<Finding>
checks::runChecks(const CheckInput &Input,
                  llvm::ArrayRef<llvm::StringRef> Enabled) {
  std::vector<Finding> Found;
  for (const Check &C : Table) {
    if (!C.Run || !llvm::is_contained(Enabled, C.Name))
      continue;
    size_t First = Found.size();
    C.Run(Input, Found);
    name(Found, First, C.Name);
  }
  return finished(std::move(Found), Input.Wanted, Input.Program.Symbols);
}

std::vector<Finding>
checks::runProgramChecks(const ProgramCheckInput &Input,
                         llvm::ArrayRef<llvm::StringRef> Enabled) {
  std::vector<Finding> Found;
  for (const Check &C : Table) {
    if (!C.RunOnProgram || !llvm::is_contained(Enabled, C.Name))
      continue;
    size_t First = Found.size();
    C.RunOnProgram(Input, Found);
    name(Found, First, C.Name);
  }
  return finished(std::move(Found), Input.Wanted, Input.Program.Symbols);
}
