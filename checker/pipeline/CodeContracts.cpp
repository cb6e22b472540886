//===- CodeContracts.cpp --------------------------------------------------===//
#include "pipeline/CodeContracts.h"
#include "contracts/ModelReader.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace session;
using namespace session::pipeline;
using lowering::ResultSort;
using lowering::SaidContract;

namespace {

constexpr llvm::StringLiteral Library = "code";

class CodeReader {
public:
  CodeReader(llvm::ArrayRef<SaidContract> Said, ContractStore &Contracts,
             std::vector<std::string> &Problems)
      : Said(Said), Contracts(Contracts), Problems(Problems) {
    Own.Library = Own.File = Library.str();
  }

  void run() {
    std::set<std::pair<std::string, size_t>> Seen;
    for (const SaidContract &F : Said) {
      size_t Arity = F.ParameterRecords.size();
      if (Contracts.declared(F.Name, unsigned(Arity)) ||
          !Seen.insert({F.Name, Arity}).second)
        continue;
      FunctionContract Read = read(F);
      if (!Read.Name.empty())
        Own.Functions.push_back(std::move(Read));
    }
    if (Own.Functions.empty())
      return;
    if (llvm::Error Wrong = Contracts.add(std::move(Own)))
      Problems.push_back(llvm::toString(std::move(Wrong)));
  }

private:
  static std::string placeOf(const SaidContract &F) {
    return (F.File + ":" + llvm::Twine(F.Line) + ":" + llvm::Twine(F.Column))
        .str();
  }

  /// Without a name where nothing in it is about sessions.
  FunctionContract read(const SaidContract &F) {
    FunctionContract Made = written(F);
    for (llvm::StringRef Line : F.Lines) {
      auto [Word, Place] = Line.split(' ');
      if (Word == "acquire")
        acquire(F, Place, Made);
      else if (Word == "malloc" && endsSession(F, Place))
        acquire(F, "return", Made);
      else if (Word == "use")
        happens(EventKind::Use, Place, Made);
      else if (Word == "release")
        happens(EventKind::Close, Place, Made);
    }
    if (Made.Name.empty() && Made.Effects.empty())
      return Made;
    Made.Name = F.Name;
    Made.Arity = unsigned(F.ParameterRecords.size());
    Made.From = Origin::Declared;
    Made.Source = F.File;
    Made.Line = F.Line;
    return Made;
  }

  /// The entry that annotations are: `session:` and what would stand in a
  /// model.
  FunctionContract written(const SaidContract &F) {
    std::string Entry;
    for (llvm::StringRef Line : F.Lines)
      if (Line.consume_front("session:"))
        Entry += ", " + Line.trim().str();
    if (Entry.empty())
      return {};
    std::string Model =
        "library: " + Library.str() + "\nfunctions:\n- {name: '" + F.Name +
        "', arity: " + std::to_string(F.ParameterRecords.size()) + Entry +
        "}\n";
    auto Read = readModel(Model, "");
    if (Read && Read->Functions.size() == 1)
      return std::move(Read->Functions.front());
    std::string Wrong = Read ? "no contract" : llvm::toString(Read.takeError());
    llvm::SmallVector<llvm::StringRef, 4> Lines;
    llvm::StringRef(Wrong).split(Lines, '\n');
    for (llvm::StringRef Line : Lines) // ":3:20: what; remedy"
      Problems.push_back(placeOf(F) + ": annotation of '" + F.Display +
                         "': " + Line.substr(Line.find(": ") + 2).str());
    return {};
  }

  static ContractPath pathOf(llvm::StringRef Place) {
    return llvm::cantFail(parseContractPath(Place));
  }

  static void happens(EventKind Event, llvm::StringRef Place,
                      FunctionContract &To) {
    Effect E;
    E.What = EffectKind::Event;
    E.Where = pathOf(Place);
    E.Outcomes.emplace_back();
    E.Outcomes.back().Events = {Event};
    To.Effects.push_back(std::move(E));
  }

  static Outcome outcome(const char *When, Life Alive) {
    Outcome O;
    O.When = llvm::cantFail(parseReturnTest(When, "return", {}));
    O.Alive = Alive;
    return O;
  }

  void acquire(const SaidContract &F, llvm::StringRef Place,
               FunctionContract &To) {
    Effect E;
    E.What = EffectKind::Produce;
    E.Where = pathOf(Place);
    bool IsResult = E.Where.Root == ContractPath::Return;
    E.Kind =
        kindFor(IsResult ? F.ResultRecord : F.ParameterRecords[E.Where.Index]);
    if (const char *Success = successOf(F.Result, IsResult)) {
      E.Outcomes.push_back(outcome(Success, Life::Open));
      E.Outcomes.push_back(outcome("otherwise", Life::Absent));
    } else {
      E.Outcomes.push_back(outcome("always", Life::Open));
    }
    To.Effects.push_back(std::move(E));
  }

  /// How a function says that there is a handle: a result that is one by not
  /// being null; a bool by being true, a code by being zero.
  static const char *successOf(ResultSort Result, bool IsResult) {
    switch (Result) {
    case ResultSort::Pointer:
      return IsResult ? "return != null" : nullptr;
    case ResultSort::Bool:
      return IsResult ? nullptr : "return != 0";
    case ResultSort::Code:
      return IsResult ? nullptr : "return == 0";
    case ResultSort::Nothing:
      return nullptr;
    }
    return nullptr;
  }

  const Policy *knownKind(llvm::StringRef Record) const {
    for (const Model &M : Contracts.models())
      for (const Policy &P : M.Kinds)
        if (!Record.empty() && P.Handle == Record && !P.IsChild)
          return &P;
    return nullptr;
  }

  std::string kindFor(const std::string &Record) {
    if (const Policy *Known = knownKind(Record))
      return Known->Library + "." + Known->Kind;
    Policy P;
    P.Library = Library.str();
    P.Kind = Record.empty() ? "handle" : Record;
    P.Noun = "session";
    P.Closer = closerOf(Record);
    P.Handle = Record;
    bool IsNew = llvm::none_of(
        Own.Kinds, [&](const Policy &Old) { return Old.Kind == P.Kind; });
    std::string Name = P.Library + "." + P.Kind;
    if (IsNew)
      Own.Kinds.push_back(std::move(P));
    return Name;
  }

  /// Which parameter F releases, or nullopt.
  static std::optional<unsigned> released(const SaidContract &F) {
    for (llvm::StringRef Line : F.Lines)
      if (Line.consume_front("release "))
        return pathOf(Line).Index;
    return std::nullopt;
  }

  std::string closerOf(const std::string &Record) const {
    for (const SaidContract &F : Said)
      if (auto Index = released(F))
        if (F.ParameterRecords[*Index] == Record)
          return F.Display;
    return "its release";
  }

  /// malloc(Name): other memory than sessions has such functions too.
  bool endsSession(const SaidContract &Opener, llvm::StringRef Name) const {
    return knownKind(Opener.ResultRecord) ||
           llvm::any_of(Said, [&](const SaidContract &F) {
             return F.Name == Name && released(F);
           });
  }

  llvm::ArrayRef<SaidContract> Said;
  ContractStore &Contracts;
  std::vector<std::string> &Problems;
  Model Own;
};

} // namespace

void pipeline::addCodeContracts(llvm::ArrayRef<SaidContract> Said,
                                ContractStore &Contracts,
                                std::vector<std::string> &Problems) {
  CodeReader(Said, Contracts, Problems).run();
}
