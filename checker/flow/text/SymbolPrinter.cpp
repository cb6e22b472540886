//===- SymbolPrinter.cpp --------------------------------------------------===//

#include "flow/text/SymbolPrinter.h"
#include "flow/text/Defaults.h"
#include "flow/text/Words.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace session::flow;
using llvm::StringRef;

namespace {

class SymbolPrinter {
public:
  SymbolPrinter(const SymbolLabels &Labels, llvm::raw_ostream &Out)
      : Labels(Labels), S(Labels.symbols()), Out(Out) {}

  void type(TypeId Id);
  void function(FunctionId Id);
  void variable(StaticId Id);

private:
  void text(StringRef Word, session::NameId Is, StringRef Implied) {
    if (S.text(Is) != Implied)
      Out << ' ' << Word << ' ' << quoted(S.text(Is));
  }
  void flag(StringRef Word, bool Is, bool Implied) {
    if (Is != Implied)
      Out << (Is ? " " : " not ") << Word;
  }
  /// A type, when it is not the one that the spelling implies.
  void typeUnless(StringRef Word, TypeId Is, StringRef Implied) {
    bool AsImplied = Implied.empty() ? !Is : Labels.isTypeSpelled(Is, Implied);
    if (!AsImplied)
      Out << ' ' << Word << ' ' << Labels.of(Is);
  }
  void anchor(session::AnchorId At) {
    if (At)
      Out << " #" << At.index();
    Out << '\n';
  }
  template <typename List>
  void list(StringRef Word, const List &Items,
            llvm::function_ref<std::string(const typename List::value_type &)>
                Render);
  std::string templateArgument(const TemplateArgument &A) const;
  std::string parameter(const Parameter &P) const;
  std::string named(session::NameId Name, TypeId Type) const;

  const SymbolLabels &Labels;
  const SymbolTable &S;
  llvm::raw_ostream &Out;
};

template <typename List>
void SymbolPrinter::list(
    StringRef Word, const List &Items,
    llvm::function_ref<std::string(const typename List::value_type &)> Render) {
  if (Items.empty())
    return;
  Out << ' ' << Word << (Word.empty() ? "(" : " (");
  for (size_t I = 0; I != Items.size(); ++I)
    Out << (I ? ", " : "") << Render(Items[I]);
  Out << ')';
}

std::string SymbolPrinter::named(session::NameId Name, TypeId Type) const {
  StringRef Text = S.text(Name);
  std::string Result;
  if (!Text.empty())
    Result = (isIdentifier(Text) ? Text.str() : "%" + quoted(Text)) + ":";
  if (Type)
    Result += (Result.empty() ? "" : " ") + Labels.of(Type);
  return Result;
}

std::string SymbolPrinter::templateArgument(const TemplateArgument &A) const {
  std::string Text;
  if (A.Type)
    Text = Labels.of(A.Type);
  if (A.Function)
    Text += (Text.empty() ? "" : " ") + Labels.of(A.Function);
  if (A.Integer)
    Text += (Text.empty() ? "" : " ") + std::to_string(*A.Integer);
  return Text.empty() ? "?" : Text;
}

std::string SymbolPrinter::parameter(const Parameter &P) const {
  std::string Text = named(P.Name, P.Type);
  if (P.How != defaultPassing(P.Type, S) || Text.empty())
    Text += (Text.empty() ? "" : " ") + wordOf(P.How).str();
  return Text;
}

void SymbolPrinter::type(TypeId Id) {
  const Type &T = S[Id];
  StringRef Spelling = S.text(T.Spelling);
  SpellingShape Shape = shapeOfType(Spelling);
  Out << "type " << Labels.of(Id);
  if (T.Kind != Shape.Kind)
    Out << ' ' << wordOf(T.Kind);
  bool Points = T.Kind == TypeKind::Pointer || T.Kind == TypeKind::Reference;
  typeUnless("to", T.Pointee, Points ? StringRef(Shape.Pointee) : "");
  flag("const", T.PointeeIsConst, Points && Shape.PointeeIsConst);
  flag("union", T.IsUnion, false);
  text("name", T.Name, defaultTypeName(T.Kind, Spelling));
  auto TypeLabel = [&](TypeId One) { return Labels.of(One); };
  auto FunctionLabel = [&](FunctionId One) { return Labels.of(One); };
  list("arguments", T.Arguments,
       [&](const TemplateArgument &A) { return templateArgument(A); });
  list("bases", T.Bases, TypeLabel);
  list("fields", T.Fields, [&](const Field &F) {
    std::string Text = named(F.Name, F.Type);
    return Text.empty() ? "none" : Text;
  });
  if (T.Destructor)
    Out << " destructor " << Labels.of(T.Destructor);
  if (T.CallOperator)
    Out << " call " << Labels.of(T.CallOperator);
  list("methods", T.Methods, FunctionLabel);
  anchor(T.At);
}

void SymbolPrinter::function(FunctionId Id) {
  const Function &F = S[Id];
  StringRef Name = S.text(F.Name);
  NameShape Shape = shapeOf(Name);
  Out << "func " << Labels.of(Id);
  for (const FunctionFlag &Flag : functionFlags())
    flag(Flag.Word, F.*Flag.Bit, defaultFlag(F, Flag.Bit, Name));
  if (F.Special != Shape.Special)
    Out << ' ' << wordOf(F.Special);
  list("", F.Parameters, [&](const Parameter &P) { return parameter(P); });
  if (F.Result)
    Out << " -> " << Labels.of(F.Result);
  typeUnless("class", F.Class, Shape.Class);
  list("overriders", F.Overriders,
       [&](FunctionId One) { return Labels.of(One); });
  text("usr", F.Usr, Labels.plain(Id));
  text("display", F.Display, Name);
  anchor(F.At);
}

void SymbolPrinter::variable(StaticId Id) {
  const Static &V = S[Id];
  Out << "static " << Labels.of(Id);
  if (V.Type)
    Out << ": " << Labels.of(V.Type);
  for (const StaticFlag &Flag : staticFlags())
    flag(Flag.Word, V.*Flag.Bit, false);
  text("usr", V.Usr, Labels.plain(Id));
  if (V.Text)
    text("text", V.Text, "");
  anchor(V.At);
}

} // namespace

void session::flow::printSymbols(const SymbolLabels &Labels,
                                 llvm::raw_ostream &Out) {
  const SymbolTable &S = Labels.symbols();
  SymbolPrinter P(Labels, Out);
  for (uint32_t I = 0; I != S.Types.size(); ++I)
    P.type(TypeId(I));
  for (uint32_t I = 0; I != S.Functions.size(); ++I)
    P.function(FunctionId(I));
  for (uint32_t I = 0; I != S.Statics.size(); ++I)
    P.variable(StaticId(I));
}
