//===- ModelVerifier.cpp - Does a model fit its headers? ------------------===//
//
// Parses a model's own `headers:` and looks every entry of the model up among
// what they declare: functions with their number of parameters, classes with
// the members that have a role, constants with their values.
//
//   session-verify-model MODEL... -- [clang flags]
//
// Exit status: 0 all resolve; 1 some do not, one line each; 2 wrong usage or
// an unreadable model; 77 nothing could be checked (no header installed).
//
//===----------------------------------------------------------------------===//
#include "HeaderNames.h"
#include "contracts/ModelReader.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;

namespace {

class Verifier {
public:
  Verifier(const Model &Library, const HeaderNames &Names)
      : Library(Library), Names(Names) {}

  /// The number of entries that do not resolve.
  unsigned run() {
    for (const auto &[Name, Value] : Library.Constants)
      checkConstant(Name, Value);
    for (const Policy &P : Library.Kinds)
      checkKind(P);
    for (const FunctionContract &F : Library.Functions)
      checkFunction(F);
    for (const TypeContract &T : Library.Types)
      checkType(T);
    return Wrong;
  }
  unsigned checked() const { return Checked; }

private:
  void checkConstant(const std::string &Name, int64_t Value) {
    ++Checked;
    auto It = Names.Constants.find(Name);
    if (It == Names.Constants.end())
      complain(0, "constant '" + Name + "' is not in the headers");
    else if (It->second != Value)
      complain(0, "constant '" + Name + "' is " + std::to_string(It->second) +
                      " in the headers, not " + std::to_string(Value));
  }

  void checkKind(const Policy &P) {
    bool IsRecord = !P.Handle.empty() && P.Handle != "void";
    if (IsRecord && ++Checked && !Names.Records.count(P.Handle))
      complain(0, "handle '" + P.Handle + "' of kind '" + P.Kind +
                      "' is not in the headers");
  }

  void checkFunction(const FunctionContract &F) {
    ++Checked;
    auto It = Names.Functions.find(F.Name);
    bool Bound = !F.Since.empty() || !F.Until.empty();
    if (It == Names.Functions.end()) {
      if (!Bound)
        complain(F.Line, "function '" + F.Name + "' is not in the headers");
      return;
    }
    if (!F.Arity || It->second.count(*F.Arity))
      return;
    std::string Counts;
    for (unsigned N : It->second)
      Counts += (Counts.empty() ? "" : ", ") + std::to_string(N);
    complain(F.Line, "function '" + F.Name + "' has " + Counts +
                         " parameters in the headers, not " +
                         std::to_string(*F.Arity));
  }

  void checkType(const TypeContract &T) {
    ++Checked;
    auto It = Names.Members.find(T.Name);
    bool Bound = !T.Since.empty() || !T.Until.empty();
    if (It == Names.Members.end()) {
      if (!Bound)
        complain(T.Line, "type '" + T.Name + "' is not in the headers");
      return;
    }
    for (const MemberRole &M : T.Members)
      if (++Checked && !It->second.count(M.Name))
        complain(T.Line, "type '" + T.Name + "' has no member '" + M.Name +
                             "' in the headers");
  }

  void complain(unsigned Line, const std::string &What) {
    ++Wrong;
    llvm::outs() << Library.File << (Line ? ":" + std::to_string(Line) : "")
                 << ": " << What << "\n";
  }

  const Model &Library;
  const HeaderNames &Names;
  unsigned Wrong = 0, Checked = 0;
};

enum Result { Fine = 0, Unresolved = 1, Unusable = 2, Skipped = 77 };

Result verifyFile(llvm::StringRef File, llvm::ArrayRef<std::string> Flags) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer) {
    llvm::errs() << File << ": " << Buffer.getError().message() << "\n";
    return Unusable;
  }
  auto Library = readModel((*Buffer)->getBuffer(), File);
  if (!Library) {
    llvm::errs() << llvm::toString(Library.takeError()) << "\n";
    return Unusable;
  }
  std::vector<std::string> Constants;
  for (const auto &Constant : Library->Constants)
    Constants.push_back(Constant.first);
  HeaderNames Names = readHeaders(Library->Headers, Constants, Flags);
  if (!Names.Missing.empty()) {
    llvm::outs() << File << ": skipped, <" << Names.Missing
                 << "> is not installed\n";
    return Skipped;
  }
  if (Names.Broken) {
    llvm::errs() << File << ": the headers do not compile\n";
    return Unresolved;
  }
  Verifier V(*Library, Names);
  unsigned Wrong = V.run();
  llvm::outs() << File << ": " << V.checked() << " entries checked, " << Wrong
               << " wrong\n";
  return Wrong ? Unresolved : Fine;
}

} // namespace

int main(int Count, char **Values) {
  std::vector<std::string> Files, Flags;
  bool AfterDashes = false;
  for (int I = 1; I < Count; ++I) {
    llvm::StringRef Value = Values[I];
    if (Value == "--" && !AfterDashes)
      AfterDashes = true;
    else
      (AfterDashes ? Flags : Files).push_back(Value.str());
  }
  if (Files.empty()) {
    llvm::errs() << "usage: session-verify-model MODEL... -- [clang flags]\n";
    return Unusable;
  }
  bool AllSkipped = true;
  int Status = Fine;
  for (const std::string &File : Files) {
    Result R = verifyFile(File, Flags);
    AllSkipped &= R == Skipped;
    if (R != Skipped)
      Status = std::max<int>(Status, R);
  }
  return AllSkipped ? Skipped : Status;
}
