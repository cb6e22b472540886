//===- HeaderCollector.cpp ------------------------------------------------===//
#include "lowering/HeaderCollector.h"
#include "lowering/SymbolBuilder.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace session;
using session::lowering::qualifiedName;

namespace {

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
      addFunction(Class + "::" + Name, *F);
    } else {
      addFunction(qualifiedName(*F), *F);
    }
    return true;
  }

  /// A pointer to a function is called as one.
  bool VisitFieldDecl(clang::FieldDecl *F) {
    clang::QualType To = F->getType()->getPointeeType();
    if (const auto *T =
            To.isNull() ? nullptr : To->getAs<clang::FunctionProtoType>())
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
    if (!Name.consume_front(lowering::ConstantPrefix) || !V->hasInit())
      return true;
    if (const clang::APValue *Value = V->evaluateValue())
      if (Value->isInt())
        Out.Constants[Name.str()] = Value->getInt().getExtValue();
    return true;
  }

private:
  void addFunction(const std::string &Name, const clang::FunctionDecl &F) {
    Out.Functions[Name].insert(F.getNumParams());
    bool EndsWithPack = F.getNumParams() &&
                        F.getParamDecl(F.getNumParams() - 1)->isParameterPack();
    if (F.isVariadic() || EndsWithPack)
      Out.Variadic.insert(Name);
  }

  /// Also of a base that depends on template arguments.
  static const clang::NamedDecl *declaration(clang::QualType Type) {
    if (const auto *T = Type->getAs<clang::TemplateSpecializationType>())
      return T->getTemplateName().getAsTemplateDecl();
    return Type->getAsCXXRecordDecl();
  }

  HeaderNames &Out;
  std::map<std::string, std::set<std::string>> Bases;
};

} // namespace

HeaderNames lowering::collectNames(clang::ASTContext &Context) {
  HeaderNames Names;
  Collector Collected(Names);
  Collected.TraverseAST(Context);
  Collected.inherit();
  return Names;
}
