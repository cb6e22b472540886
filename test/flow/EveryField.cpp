//===- EveryField.cpp -----------------------------------------------------===//

#include "EveryField.h"
#include "flow/Parser.h"
#include "flow/Printer.h"
#include "gtest/gtest.h"

using namespace session;
using namespace session::flow;

namespace {

class Writer {
public:
  explicit Writer(const SymbolTable &S) : S(S) {}

  void add(NameId N) { Out += "<" + S.text(N).str() + ">"; }
  void add(bool B) { Out += B ? "T" : "F"; }
  template <typename Tag> void add(Id<Tag> I) {
    Out += I ? "i" + std::to_string(I.index()) : "i-";
  }
  template <typename T>
  std::enable_if_t<std::is_integral_v<T> || std::is_enum_v<T>> add(T N) {
    Out += "n" + std::to_string(int64_t(N));
  }
  template <typename T, unsigned N> void add(const llvm::SmallVector<T, N> &L) {
    Out += "[";
    for (const T &One : L)
      all(One);
    Out += "]";
  }
  template <typename T> void add(const std::vector<T> &L) {
    Out += "[";
    for (const T &One : L)
      all(One);
    Out += "]\n";
  }
  template <typename T> void add(const std::optional<T> &O) {
    Out += O ? "some" : "no";
    if (O)
      all(*O);
  }
  void add(const Parameter &P) { all(P.Name, P.Type, P.How); }
  void add(const TemplateArgument &A) { all(A.Type, A.Function, A.Integer); }
  void add(const Field &F) { all(F.Name, F.Type); }
  void add(const Function &F) {
    all(F.Usr, F.Name, F.Display, F.Parameters, F.Result, F.Class, F.Special);
    all(F.IsMember, F.IsImplicit, F.IsNoExcept, F.IsC, F.InSystemHeader);
    all(F.IsNoReturn, F.IsVariadic, F.IsVirtual, F.IsMain, F.IsPublic);
    all(F.IsInternal, F.IsLambda, F.BodyUnknown, F.Overriders, F.At);
  }
  void add(const Type &T) {
    all(T.Name, T.Spelling, T.Kind, T.Pointee, T.PointeeIsConst, T.Arguments);
    all(T.Bases, T.Fields, T.Destructor, T.CallOperator, T.Methods, T.IsUnion);
    all(T.At);
  }
  void add(const Static &V) {
    all(V.Usr, V.Name, V.Type, V.IsThreadLocal, V.IsConst, V.IsLocal,
        V.IsExtern, V.At);
  }
  void add(const Variable &V) { all(V.Name, V.Type, V.Kind, V.Index, V.At); }
  void add(const Projection &P) { all(P.What, P.Name); }
  void add(const Place &P) { all(P.Variable, P.Static, P.Path); }
  void add(const Operand &O) {
    all(O.What, O.Number, O.Texts, O.Callee, O.Where);
  }
  void add(const Argument &A) { all(A.Value, A.How); }
  void add(const Assign &O) { all(O.To, O.From); }
  void add(const Compare &O) { all(O.To, O.Test, O.Left, O.Right); }
  void add(const Mask &O) { all(O.To, O.From, O.Bits); }
  void add(const Add &O) { all(O.To, O.From, O.Number); }
  void add(const Not &O) { all(O.To, O.From); }
  void add(const Call &O) {
    all(O.Kind, O.Callee, O.Target, O.Receiver, O.Arguments, O.Result);
    all(O.ObjectType, O.ResultType, O.Why);
  }
  void add(const Closure &O) { all(O.To, O.Body); }
  void add(const StorageLive &O) { all(O.What); }
  void add(const StorageDead &O) { all(O.What, O.Why); }
  void add(const Allocate &O) { all(O.To, O.Type); }
  void add(const Release &O) { all(O.What); }
  void add(const Catch &O) { all(O.Type, O.Into); }
  void add(const Region &O) { all(O.What, O.Name); }
  void add(const Opaque &O) { all(O.Clobbers, O.Reason); }
  void add(const Jump &T) { all(T.To); }
  void add(const Branch &T) { all(T.Condition, T.Then, T.Else); }
  void add(const SwitchCase &C) { all(C.Low, C.High, C.To); }
  void add(const Switch &T) { all(T.Value, T.Cases, T.Default); }
  void add(const Invoke &T) { all(T.Normal, T.Unwind); }
  void add(const Throw &T) { all(T.Type, T.Unwind); }
  void add(const Rethrow &T) { all(T.Unwind); }
  void add(const Handler &H) { all(H.Type, H.To); }
  void add(const Dispatch &T) { all(T.Handlers, T.Otherwise); }
  void add(const EndCatch &) {}
  void add(const Suspend &) {}
  void add(const Return &) {}
  void add(const Resume &) {}
  void add(const Terminate &) {}
  void add(const Unreachable &) {}
  template <typename... Ts> void add(const std::variant<Ts...> &V) {
    add(V.index());
    std::visit([&](const auto &One) { all(One); }, V);
  }
  void add(const Instruction &I) { all(I.What, I.At); }
  void add(const Terminator &T) { all(T.What, T.At); }
  void add(const Block &B) { all(B.Body, B.End); }
  void add(const FlowGraph &G) {
    all(G.Self, G.Variables, G.Blocks, G.IsCoroutine, G.HasErrors, G.At, G.End);
  }

  template <typename... Ts> void all(const Ts &...Each) {
    Out += "(";
    (add(Each), ...);
    Out += ")";
  }

  std::string Out;

private:
  const SymbolTable &S;
};

} // namespace

std::string everyField(const Program &P) {
  Writer W(P.Symbols);
  W.all(P.Symbols.Types, P.Symbols.Functions, P.Symbols.Statics, P.Graphs);
  return W.Out;
}

std::string printed(const Program &P) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  print(P, Out);
  return Out.str();
}

Program parsed(llvm::StringRef Text) {
  llvm::Expected<Program> P = parse(Text, "test.flow");
  if (P)
    return std::move(*P);
  ADD_FAILURE() << llvm::toString(P.takeError()) << "\nin:\n" << Text.str();
  return {};
}

std::string parseError(llvm::StringRef Text) {
  llvm::Expected<Program> P = parse(Text, "test.flow");
  return P ? "" : llvm::toString(P.takeError());
}

void expectRoundTrip(const Program &P) {
  std::string Text = printed(P);
  Program Again = parsed(Text);
  EXPECT_EQ(everyField(P), everyField(Again)) << Text;
  EXPECT_EQ(Text, printed(Again));
}
