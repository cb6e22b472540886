//===- ContractPath.cpp ---------------------------------------------------===//
//
//   path    := '*' path | '&' path | postfix
//   postfix := root { '->' name | '.' name | '[]' }
//   root    := 'arg' N | 'this' | 'return' | static'USR' | '(' path ')'
//
//===----------------------------------------------------------------------===//
#include "contracts/ContractPath.h"
#include "llvm/ADT/StringExtras.h"

using namespace session;

namespace {

/// More than any signature has; keeps recursion on broken input short.
constexpr unsigned MaxSteps = 16;

class PathParser {
public:
  explicit PathParser(llvm::StringRef Text) : Rest(Text) {}

  llvm::Expected<ContractPath> run() {
    ContractPath Path;
    if (!parsePath(Path, 0))
      return fail();
    if (!Rest.empty()) {
      Problem = "'" + Rest.str() + "' after the end of the path";
      return fail();
    }
    return Path;
  }

private:
  llvm::Error fail() const {
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "%s; write arg0, *arg1, return, this, arg0->field or static'USR'",
        Problem.c_str());
  }
  bool problem(std::string What) {
    Problem = std::move(What);
    return false;
  }

  bool parsePath(ContractPath &Path, unsigned Depth) {
    if (Depth > MaxSteps)
      return problem("a path of more than 16 steps");
    ContractStep Last;
    if (Rest.consume_front("&"))
      Last.What = ContractStep::AddressOf;
    else if (!Rest.consume_front("*"))
      return parsePostfix(Path, Depth);
    return parsePath(Path, Depth + 1) && addStep(Path, Last);
  }

  bool parsePostfix(ContractPath &Path, unsigned Depth) {
    if (!parseRoot(Path, Depth))
      return false;
    while (!Rest.empty()) {
      bool Good = true;
      if (Rest.consume_front("[]"))
        Good = addStep(Path, {ContractStep::Element, {}});
      else if (Rest.consume_front("->"))
        Good = addStep(Path, {ContractStep::Deref, {}}) && parseField(Path);
      else if (Rest.consume_front("."))
        Good = parseField(Path);
      else
        return true;
      if (!Good)
        return false;
    }
    return true;
  }

  bool parseRoot(ContractPath &Path, unsigned Depth) {
    if (Rest.consume_front("(")) {
      if (!parsePath(Path, Depth + 1))
        return false;
      return Rest.consume_front(")") || problem("no ')' for the '('");
    }
    if (Rest.consume_front("static'"))
      return parseStatic(Path);
    llvm::StringRef Word = takeName();
    if (Word == "this" || Word == "return") {
      Path.Root = Word == "this" ? ContractPath::This : ContractPath::Return;
      return true;
    }
    llvm::StringRef Number = Word;
    if (Number.consume_front("arg") && Number.size() <= 2 &&
        !Number.getAsInteger(10, Path.Index)) {
      Path.Root = ContractPath::Argument;
      return true;
    }
    return problem(Word.empty() ? "no place where one is needed"
                                : "unknown place '" + Word.str() + "'");
  }

  bool parseStatic(ContractPath &Path) {
    Path.Root = ContractPath::Static;
    while (!Rest.empty()) {
      if (Rest.consume_front("''")) {
        Path.StaticName += '\'';
        continue;
      }
      if (Rest.consume_front("'"))
        return !Path.StaticName.empty() || problem("a static without name");
      Path.StaticName += Rest.front();
      Rest = Rest.drop_front();
    }
    return problem("no ' at the end of a static's name");
  }

  bool parseField(ContractPath &Path) {
    llvm::StringRef Name = takeName();
    if (Name.empty())
      return problem("no field name after '.' or '->'");
    return addStep(Path, {ContractStep::Field, Name.str()});
  }

  bool addStep(ContractPath &Path, ContractStep Step) {
    Path.Steps.push_back(std::move(Step));
    return Path.Steps.size() <= MaxSteps ||
           problem("a path of more than 16 steps");
  }

  llvm::StringRef takeName() {
    llvm::StringRef Name = Rest.take_while(
        [](char C) { return llvm::isAlnum(C) || C == '_' || C == '$'; });
    Rest = Rest.drop_front(Name.size());
    return Name;
  }

  llvm::StringRef Rest;
  std::string Problem;
};

std::string renderRoot(const ContractPath &Path) {
  switch (Path.Root) {
  case ContractPath::Argument:
    return "arg" + std::to_string(Path.Index);
  case ContractPath::This:
    return "this";
  case ContractPath::Return:
    return "return";
  case ContractPath::Static:
    break;
  }
  std::string Text = "static'";
  for (char C : Path.StaticName)
    Text += C == '\'' ? std::string("''") : std::string(1, C);
  return Text + "'";
}

} // namespace

llvm::Expected<ContractPath> session::parseContractPath(llvm::StringRef Text) {
  return PathParser(Text).run();
}

void ContractPath::append(const ContractStep &Step) {
  bool Cancels =
      !Steps.empty() && ((Step.What == ContractStep::Deref &&
                          Steps.back().What == ContractStep::AddressOf) ||
                         (Step.What == ContractStep::AddressOf &&
                          Steps.back().What == ContractStep::Deref));
  if (Cancels)
    Steps.pop_back();
  else
    Steps.push_back(Step);
}

std::string session::renderContractPath(const ContractPath &Path) {
  std::string Text = renderRoot(Path);
  // What starts with '*' or '&' wants parentheses before a postfix.
  auto AsOperand = [&] {
    return Text[0] == '*' || Text[0] == '&' ? "(" + Text + ")" : Text;
  };
  for (size_t I = 0; I != Path.Steps.size(); ++I) {
    const ContractStep &Step = Path.Steps[I];
    bool Arrow = Step.What == ContractStep::Deref &&
                 I + 1 != Path.Steps.size() &&
                 Path.Steps[I + 1].What == ContractStep::Field;
    if (Arrow)
      Text = AsOperand() + "->" + Path.Steps[++I].Name;
    else if (Step.What == ContractStep::Deref)
      Text = "*" + Text;
    else if (Step.What == ContractStep::AddressOf)
      Text = "&" + Text;
    else if (Step.What == ContractStep::Field)
      Text = AsOperand() + "." + Step.Name;
    else
      Text = AsOperand() + "[]";
  }
  return Text;
}
