//===- HeaderNames.cpp ----------------------------------------------------===//
#include "HeaderNames.h"
#include "lowering/SymbolBuilder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/raw_ostream.h"

using namespace session;
using session::lowering::qualifiedName;

namespace {

constexpr llvm::StringLiteral ConstantPrefix = "session_constant_";

/// A constructor of a template is called by the injected class name, which
/// prints with its template arguments.
std::string unqualifiedName(const clang::FunctionDecl &F) {
  if (auto *Constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(&F))
    return Constructor->getParent()->getNameAsString();
  // A conversion is called by what it converts to, in a template by the
  // template's name.
  if (auto *Conversion = llvm::dyn_cast<clang::CXXConversionDecl>(&F)) {
    clang::QualType To = Conversion->getConversionType().getCanonicalType();
    if (auto *Special = To->getAs<clang::TemplateSpecializationType>())
      if (auto *Template = Special->getTemplateName().getAsTemplateDecl())
        return "operator " + Template->getNameAsString();
  }
  if (auto *Destructor = llvm::dyn_cast<clang::CXXDestructorDecl>(&F))
    return "~" + Destructor->getParent()->getNameAsString();
  return F.getNameAsString();
}

class Collector : public clang::RecursiveASTVisitor<Collector> {
public:
  explicit Collector(HeaderNames &Out) : Out(Out) {}

  bool VisitFunctionDecl(clang::FunctionDecl *F) {
    if (auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(F)) {
      std::string Class = qualifiedName(*Method->getParent());
      std::string Name = unqualifiedName(*F);
      Out.Members[Class].insert(Name);
      Out.Functions[Class + "::" + Name].insert(F->getNumParams());
    } else {
      Out.Functions[qualifiedName(*F)].insert(F->getNumParams());
    }
    return true;
  }

  /// A pointer to a function is called as one.
  bool VisitFieldDecl(clang::FieldDecl *F) {
    clang::QualType To = F->getType()->getPointeeType();
    if (const auto *T = To.isNull() ? nullptr
                                    : To->getAs<clang::FunctionProtoType>())
      Out.Functions[qualifiedName(*F)].insert(T->getNumParams());
    return true;
  }

  bool VisitCXXRecordDecl(clang::CXXRecordDecl *R) {
    std::string Name = qualifiedName(*R);
    Out.Records.insert(Name);
    if (!R->isThisDeclarationADefinition())
      return true;
    // Every class has a destructor, also where nobody wrote it.
    std::string Destructor = "~" + R->getNameAsString();
    Out.Members[Name].insert(Destructor);
    Out.Functions[Name + "::" + Destructor].insert(0);
    for (const clang::CXXBaseSpecifier &Base : R->bases())
      if (const clang::NamedDecl *D = declaration(Base.getType()))
        Bases[Name].insert(qualifiedName(*D));
    return true;
  }

  /// A class has its bases' members too.
  void inherit() {
    for (auto &[Name, Members] : Out.Members) {
      std::vector<std::string> Work = {Name};
      std::set<std::string> Seen;
      while (!Work.empty()) {
        std::string Class = Work.back();
        Work.pop_back();
        if (!Seen.insert(Class).second)
          continue;
        Work.insert(Work.end(), Bases[Class].begin(), Bases[Class].end());
        auto It = Out.Members.find(Class);
        if (It != Out.Members.end() && Class != Name)
          Members.insert(It->second.begin(), It->second.end());
      }
    }
  }

  bool VisitVarDecl(clang::VarDecl *V) {
    llvm::StringRef Name =
        V->getDeclName().isIdentifier() ? V->getName() : llvm::StringRef();
    if (!Name.consume_front(ConstantPrefix) || !V->hasInit())
      return true;
    if (const clang::APValue *Value = V->evaluateValue())
      if (Value->isInt())
        Out.Constants[Name.str()] = Value->getInt().getExtValue();
    return true;
  }

private:
  /// Also of a base that depends on template arguments.
  static const clang::NamedDecl *declaration(clang::QualType Type) {
    if (const auto *T = Type->getAs<clang::TemplateSpecializationType>())
      return T->getTemplateName().getAsTemplateDecl();
    return Type->getAsCXXRecordDecl();
  }

  HeaderNames &Out;
  std::map<std::string, std::set<std::string>> Bases;
};

class SilentConsumer : public clang::DiagnosticConsumer {};

std::unique_ptr<clang::ASTUnit> parse(const std::string &Code,
                                      llvm::ArrayRef<std::string> Flags) {
  std::vector<std::string> Arguments = {"-xc++", "-std=c++20",
                                        "-resource-dir=" SESSION_RESOURCE_DIR};
  Arguments.insert(Arguments.end(), Flags.begin(), Flags.end());
  SilentConsumer Silent;
  return clang::tooling::buildASTFromCodeWithArgs(
      Code, Arguments, "model.cpp", "session-verify-model",
      std::make_shared<clang::PCHContainerOperations>(),
      clang::tooling::getClangStripDependencyFileAdjuster(),
      clang::tooling::FileContentMappings(), &Silent);
}

bool compiles(const std::string &Code, llvm::ArrayRef<std::string> Flags) {
  std::unique_ptr<clang::ASTUnit> Unit = parse(Code, Flags);
  return Unit && !Unit->getDiagnostics().hasErrorOccurred();
}

} // namespace

HeaderNames session::readHeaders(llvm::ArrayRef<std::string> Headers,
                                 llvm::ArrayRef<std::string> Constants,
                                 llvm::ArrayRef<std::string> Flags) {
  HeaderNames Names;
  std::string Code;
  for (const std::string &Header : Headers) {
    if (!compiles("#if !__has_include(<" + Header + ">)\n#error\n#endif\n",
                  Flags)) {
      Names.Missing = Header;
      return Names;
    }
    Code += "#include <" + Header + ">\n";
  }
  if (!compiles(Code, Flags)) {
    Names.Broken = true;
    return Names;
  }
  // A name that is unknown breaks its own line only.
  for (const std::string &Constant : Constants)
    Code += ("constexpr long long " + ConstantPrefix + Constant +
             " = (long long)(" + Constant + ");\n")
                .str();
  std::unique_ptr<clang::ASTUnit> Unit = parse(Code, Flags);
  Collector Collected(Names);
  Collected.TraverseAST(Unit->getASTContext());
  Collected.inherit();
  return Names;
}
