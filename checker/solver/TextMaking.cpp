//===- TextMaking.cpp - Where texts come from -----------------------------===//
//
// Values of text types, and functions that make one text of another. What an
// object or a buffer contains is a value of its own in the object's payload
// field; of a text that something was added to only the head is known.
//
//===----------------------------------------------------------------------===//

#include "solver/Walker.h"

using namespace session;
using namespace session::solver;
using namespace session::flow;

static ValueFact factOf(KnownTexts Texts) {
  ValueFact F = ValueFact::nonZero();
  F.Texts = std::move(Texts);
  return F;
}

static bool isAddress(Passing How) {
  return How == Passing::ConstReference || How == Passing::Reference ||
         How == Passing::RValueReference || How == Passing::Object;
}

/// The text that an argument is, or whose pointer is all that it holds.
static Location contentIn(const CallFrame &Frame, size_t Index,
                          const CalleeBinding &Binding, const Memory &M) {
  Location Object = M.pointee(Frame.Arguments[Index]);
  Location Content = Object.field(Binding.Payload);
  const SymbolTable &Symbols = Binding.symbols();
  auto &Parameters = Symbols[Frame.Callee].Parameters;
  TypeId Type = Index < Parameters.size() ? Parameters[Index].Type : TypeId();
  bool AroundOne = Type && Symbols[Type].Kind == TypeKind::Record &&
                   Symbols[Type].Fields.size() == 1;
  if (M.peek(Content) || !AroundOne)
    return Content;
  Location Only = Object.field(Symbols[Type].Fields.front().Name);
  return M.peek(Only) ? Only : Content;
}

/// The content of a text made of the arguments from Index on.
ValueId Walker::contentOf(const CallFrame &Frame, size_t Index,
                          SimState &State) {
  Memory &M = State.Store;
  if (Index >= Frame.Arguments.size())
    return M.fresh(factOf({KnownText()}));
  ValueId V = Frame.Arguments[Index];
  Location Content = contentIn(Frame, Index, Binding, M);
  bool Inside = M.fact(V).Texts.empty() &&
                (isAddress(Frame.How[Index]) || M.peek(Content));
  if (Inside)
    V = M.load(Content);
  // A length, a position: perhaps not all of it. Minus one means all.
  for (size_t I = Index + 1; I < Frame.Arguments.size(); ++I) {
    const ValueFact &Number = M.fact(Frame.Arguments[I]);
    bool All = Number.isKnown() && Number.Low < 0;
    if (Frame.How[I] == Passing::Value && !All)
      return M.fresh(factOf(headsOf(M.fact(V).Texts)));
  }
  return V;
}

void Walker::appendText(const CallFrame &Frame, size_t Index,
                        const Location &Content, SimState &State) {
  Memory &M = State.Store;
  KnownTexts Before = M.fact(M.load(Content)).Texts;
  bool WasEmpty = Before.size() == 1 && Before.front().isEmpty();
  M.store(Content, WasEmpty ? contentOf(Frame, Index, State)
                            : M.fresh(factOf(headsOf(std::move(Before)))));
}

bool Walker::applyText(const CallFrame &Frame, const Location &Object,
                       SimState &State) {
  Memory &M = State.Store;
  Location Content = Object.field(Binding.Payload);
  SpecialMember Special = Binding.symbols()[Frame.Callee].Special;
  if (Special == SpecialMember::Destructor) {
    M.forget(Object);
    return true;
  }
  bool Assigns = Special == SpecialMember::CopyAssignment ||
                 Special == SpecialMember::MoveAssignment;
  if (Special != SpecialMember::None) {
    ValueId New = contentOf(Frame, 0, State);
    M.store(Content, New);
    if (Assigns)
      State.CallResult = Frame.Receiver;
    return true;
  }
  const MemberRole *Role = Binding.role(Frame.Callee);
  if (!Role)
    return false;
  unsigned Index = Role->Argument.value_or(0);
  switch (Role->What) {
  case MemberRole::Peek: {
    ValueId Held = M.load(Content);
    TypeId Result = Binding.symbols()[Frame.Callee].Result;
    bool IsRecord =
        Result && Binding.symbols()[Result].Kind == TypeKind::Record;
    if (!IsRecord)
      State.CallResult = Held;
    else if (Frame.Result)
      M.store(Frame.Result->field(Binding.Payload), Held);
    return true;
  }
  case MemberRole::Test:
    return true;
  case MemberRole::Construct:
  case MemberRole::Replace:
    M.store(Content, contentOf(Frame, Index, State));
    State.CallResult = Frame.Receiver;
    return true;
  case MemberRole::Insert:
    appendText(Frame, Index, Content, State);
    State.CallResult = Frame.Receiver;
    return true;
  case MemberRole::End:
    M.store(Content, M.fresh(factOf({KnownText()})));
    return true;
  default:
    return false;
  }
}

/// The format's head, or all of it when nothing is to be filled in.
static KnownTexts formatted(KnownTexts Formats, const SymbolTable &Symbols) {
  for (KnownText &T : Formats) {
    size_t Filled =
        Symbols.text(T.What).take_front(T.Length).find_first_of("%{");
    if (Filled == llvm::StringRef::npos)
      continue;
    T.Length = uint32_t(Filled);
    T.IsPrefix = true;
  }
  llvm::sort(Formats);
  Formats.erase(std::unique(Formats.begin(), Formats.end()), Formats.end());
  return Formats;
}

std::vector<KnownTexts> Walker::readTexts(const CallFrame &Frame,
                                          SimState &State) {
  std::vector<KnownTexts> Made;
  const SymbolTable &Symbols = Binding.symbols();
  for (const TextMaking &T : Frame.Contract->Texts) {
    KnownTexts Texts;
    if (T.From)
      Texts = textsAt(*T.From, Frame, State);
    for (const std::string &Text : T.Is)
      if (NameId Known = Symbols.Names.find(Text))
        Texts.push_back({Known});
    if (Texts.size() < T.Is.size())
      Texts.clear(); // of another program
    llvm::sort(Texts);
    if (T.As == TextMaking::Head)
      Texts = headsOf(std::move(Texts));
    else if (T.As == TextMaking::Format)
      Texts = formatted(std::move(Texts), Symbols);
    Made.push_back(std::move(Texts));
  }
  return Made;
}

void Walker::writeTexts(llvm::ArrayRef<KnownTexts> Made, const CallFrame &Frame,
                        SimState &State) {
  Memory &M = State.Store;
  for (size_t I = 0; I < Made.size(); ++I) {
    const TextMaking &T = Frame.Contract->Texts[I];
    bool Returned = T.To.Root == ContractPath::Return && T.To.Steps.empty();
    TypeId Result =
        Frame.Callee ? Binding.symbols()[Frame.Callee].Result : TypeId();
    bool IsRecord =
        Result && Binding.symbols()[Result].Kind == TypeKind::Record;
    if (Returned && !IsRecord) {
      if (State.CallResult != Memory::Handle)
        M.change(State.CallResult).Texts = Made[I];
      continue;
    }
    std::optional<Location> Where;
    if (Returned)
      Where = Frame.Result;
    else if (auto To = resolve(T.To, Frame, State))
      Where = To->Where;
    if (!Where)
      continue;
    // Inferred: what is at the place itself.
    if (T.From)
      Where = Where->field(Binding.Payload);
    M.store(*Where, M.fresh(factOf(Made[I])));
  }
}
