//===- RandomProgram.cpp --------------------------------------------------===//

#include "RandomProgram.h"
#include <random>

using namespace session;
using namespace session::flow;

namespace {

class Maker {
public:
  explicit Maker(unsigned Seed) : Random(Seed) {}

  Program run() {
    unsigned Types = below(8), Functions = 1 + below(8), Statics = below(4);
    P.Symbols.Types.resize(Types);
    P.Symbols.Functions.resize(Functions);
    P.Symbols.Statics.resize(Statics);
    for (Type &T : P.Symbols.Types)
      fill(T);
    for (Function &F : P.Symbols.Functions)
      fill(F);
    for (Static &V : P.Symbols.Statics)
      V = {name(), name(), typeOrNone(), coin(),
           coin(), coin(), coin(),       anchor(), NameId()};
    for (unsigned I = 0; I != Functions; ++I)
      if (coin())
        P.Graphs.push_back(graph(FunctionId(I)));
    P.index();
    return std::move(P);
  }

private:
  // Not std::uniform_int_distribution: libraries differ in it.
  unsigned below(unsigned N) { return unsigned(Random() % N); }
  bool coin() { return below(2); }
  bool rarely() { return below(8) == 0; }
  template <typename Enum> Enum any(Enum Last) {
    return Enum(below(unsigned(Last) + 1));
  }

  llvm::StringRef text() {
    static const llvm::StringRef Texts[] = {"x",
                                            "y",
                                            "work",
                                            "Conn",
                                            "Conn *",
                                            "Conn::Conn",
                                            "Conn::~Conn",
                                            "int",
                                            "const Conn *",
                                            "this",
                                            "return",
                                            "null",
                                            "none",
                                            "const",
                                            "Pointer",
                                            "operator()",
                                            "A::operator==",
                                            "a b",
                                            "\"",
                                            "\\",
                                            "\n",
                                            "\x01\x7f",
                                            "\xc3\xa4",
                                            "%3",
                                            "x/2",
                                            "//",
                                            "::",
                                            "~",
                                            "~x",
                                            "a::",
                                            "::a",
                                            "T &&",
                                            "T *const &",
                                            "$payload",
                                            "unwind",
                                            "S<T, U>::V",
                                            "main",
                                            "0",
                                            "-1",
                                            "...",
                                            "call",
                                            "b0",
                                            "#",
                                            "{",
                                            "}",
                                            "T *****",
                                            "unsigned int",
                                            "void",
                                            "const",
                                            "into"};
    return Texts[below(std::size(Texts))];
  }
  NameId intern() { return P.Symbols.Names.intern(text()); }
  NameId name() { return rarely() ? NameId() : intern(); }
  AnchorId anchor() { return coin() ? AnchorId() : AnchorId(below(1000)); }
  TypeId typeOrNone() {
    size_t N = P.Symbols.Types.size();
    return N && coin() ? TypeId(below(N)) : TypeId();
  }
  FunctionId function() {
    return FunctionId(below(P.Symbols.Functions.size()));
  }
  FunctionId functionOrNone() { return coin() ? function() : FunctionId(); }
  int64_t number() {
    static const int64_t Numbers[] = {0, 1, -1, 42, INT64_MAX, INT64_MIN};
    return Numbers[below(6)];
  }
  template <typename List, typename Make> void some(List &L, Make One) {
    for (unsigned N = below(4); N; --N)
      L.push_back(One());
  }

  void fill(Type &T) {
    T.Name = name();
    T.Spelling = name();
    T.Kind = any(TypeKind::Other);
    T.Pointee = typeOrNone();
    T.PointeeIsConst = coin();
    some(T.Arguments, [&] {
      TemplateArgument A;
      A.Type = typeOrNone();
      A.Function = functionOrNone();
      if (coin())
        A.Integer = number();
      return A;
    });
    some(T.Bases, [&] { return typeOrNone(); });
    some(T.Fields, [&] { return Field{name(), typeOrNone()}; });
    T.Destructor = functionOrNone();
    T.CallOperator = functionOrNone();
    some(T.Methods, [&] { return function(); });
    T.IsUnion = coin();
    T.At = anchor();
  }

  void fill(Function &F) {
    F.Usr = name();
    F.Name = name();
    F.Display = name();
    some(F.Parameters, [&] {
      return Parameter{name(), typeOrNone(), any(Passing::ConstHandleRef)};
    });
    F.Result = typeOrNone();
    F.Class = typeOrNone();
    F.Special = any(SpecialMember::Destructor);
    for (bool *Flag :
         {&F.IsMember, &F.IsImplicit, &F.IsNoExcept, &F.IsC, &F.InSystemHeader,
          &F.IsNoReturn, &F.IsVariadic, &F.IsVirtual, &F.IsMain, &F.IsPublic,
          &F.IsInternal, &F.IsLambda, &F.BodyUnknown})
      *Flag = coin();
    some(F.Overriders, [&] { return function(); });
    F.At = anchor();
  }

  VariableId variable() { return VariableId(below(Variables)); }
  BlockId block() { return BlockId(below(Blocks)); }
  Place place() {
    Place Result;
    size_t Statics = P.Symbols.Statics.size();
    if (Statics && rarely())
      Result.Static = StaticId(below(Statics));
    else
      Result.Variable = variable();
    some(Result.Path, [&]() -> Projection {
      auto What = Projection::Kind(below(3));
      return {What, What == Projection::Field ? intern() : NameId()};
    });
    return Result;
  }
  Operand operand() {
    Operand O;
    O.What = any(Operand::Address);
    switch (O.What) {
    case Operand::Integer:
      O.Number = number();
      break;
    case Operand::Text:
    case Operand::Prefix:
      O.Texts.push_back(intern());
      some(O.Texts, [&] { return intern(); });
      break;
    case Operand::Function:
      O.Callee = function();
      break;
    case Operand::Load:
    case Operand::Address:
      O.Where = place();
      break;
    case Operand::Unknown:
    case Operand::Null:
      break;
    }
    return O;
  }
  Call call() {
    Call C;
    C.Kind = any(CallKind::Destructor);
    if (C.Kind == CallKind::Indirect)
      C.Target = operand();
    else
      C.Callee = function();
    bool Needs = C.Kind != CallKind::Direct && C.Kind != CallKind::Indirect;
    if (Needs || coin())
      C.Receiver = operand();
    some(C.Arguments,
         [&] { return Argument{operand(), any(Passing::ConstHandleRef)}; });
    if (coin())
      C.Result = place();
    C.ObjectType = typeOrNone();
    C.ResultType = typeOrNone();
    if (C.Kind == CallKind::Destructor)
      C.Why = any(Leave::Unwind);
    return C;
  }
  Op op() {
    switch (below(std::variant_size_v<Op>)) {
    case 0:
      return Assign{place(), operand()};
    case 1:
      return Compare{place(), any(Predicate::GreaterEqual), operand(),
                     operand()};
    case 2:
      if (coin())
        return Add{place(), operand(), number()};
      return Mask{place(), operand(), uint64_t(number())};
    case 3:
      return Not{place(), operand()};
    case 4:
      return Closure{place(), function()};
    case 5:
      return StorageLive{variable()};
    case 6:
      return StorageDead{variable(), Leave(1 + below(8))};
    case 7:
      return Allocate{place(), typeOrNone()};
    case 8:
      return Release{operand()};
    case 9:
      return Catch{typeOrNone(), coin() ? variable() : VariableId()};
    case 10:
      return EndCatch{};
    case 11:
      if (coin())
        return Region{Region::Kind(below(7)), name()};
      return Suspend{};
    case 12: {
      Opaque O;
      some(O.Clobbers, [&] { return place(); });
      O.Reason = name();
      return O;
    }
    default:
      return call();
    }
  }
  Switch switchOp() {
    Switch T{operand(), {}, block()};
    int64_t Low = -100;
    for (unsigned N = below(4); N; --N, Low += 20)
      T.Cases.push_back({Low, Low + below(3), block()});
    return T;
  }
  Dispatch dispatch() {
    Dispatch T;
    if (!P.Symbols.Types.empty())
      for (unsigned N = below(3); N; --N)
        T.Handlers.push_back({TypeId(below(P.Symbols.Types.size())), block()});
    if (coin())
      T.Handlers.push_back({TypeId(), block()});
    bool CatchesAll = !T.Handlers.empty() && !T.Handlers.back().Type;
    if (!CatchesAll || coin())
      T.Otherwise = block();
    return T;
  }
  Terminator terminator(Block &B) {
    switch (below(std::variant_size_v<TerminatorOp>)) {
    case 0:
      return {Jump{block()}, anchor()};
    case 1:
      return {Branch{operand(), block(), block()}, anchor()};
    case 2:
      return {switchOp(), anchor()};
    case 3: {
      B.Body.push_back({call(), anchor()});
      AnchorId At = coin() ? B.Body.back().At : anchor();
      uint32_t Next = uint32_t(&B - Current->Blocks.data()) + 1;
      BlockId Normal = coin() && Next < Blocks ? BlockId(Next) : block();
      return {Invoke{Normal, block()}, At};
    }
    case 4:
      return {Throw{typeOrNone(), block()}, anchor()};
    case 5:
      return {Rethrow{block()}, anchor()};
    case 6:
      return {dispatch(), anchor()};
    case 7:
      return {Return{}, anchor()};
    case 8:
      return {Resume{}, anchor()};
    case 9:
      return {Terminate{}, anchor()};
    default:
      return {Unreachable{}, anchor()};
    }
  }
  Variable variable(unsigned Number) {
    Variable V{name(), typeOrNone(), any(VariableKind::Temporary), Number,
               anchor()};
    if (coin()) // often what the text form leaves out
      V.Index = 0;
    bool MustDiffer =
        V.Kind != VariableKind::Local && V.Kind != VariableKind::Temporary;
    return MustDiffer ? Variable{V.Name, V.Type, V.Kind, Number, V.At} : V;
  }
  FlowGraph graph(FunctionId Self) {
    FlowGraph G;
    G.Self = Self;
    G.IsCoroutine = coin();
    G.HasErrors = coin();
    G.At = anchor();
    G.End = anchor();
    Variables = 1 + below(8);
    for (unsigned I = 0; I != Variables; ++I)
      G.Variables.push_back(variable(I));
    Blocks = 1 + below(6);
    G.Blocks.resize(Blocks);
    Current = &G;
    for (Block &B : G.Blocks) {
      for (unsigned N = below(5); N; --N)
        B.Body.push_back({op(), anchor()});
      B.End = terminator(B);
    }
    return G;
  }

  std::mt19937 Random;
  Program P;
  FlowGraph *Current = nullptr;
  unsigned Variables = 0, Blocks = 0;
};

} // namespace

Program randomProgram(unsigned Seed) { return Maker(Seed).run(); }
