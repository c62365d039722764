import type { Words } from "./en";

export const FR: Words = {
  search: "Chercher", searchHint: "Nom ou cote, dans toute langue", results: "résultats", nothing: "Rien trouvé",
  graph: "Graphe", list: "Liste", timeline: "Chronologie", money: "Argent", map: "Carte", filters: "Filtres", kinds: "Catégories",
  relations: "Relations", strength: "Verbes, au moins", document: "Document", all: "tous", from: "Du", to: "Au",
  textLanguage: "Langue du texte", reset: "Réinitialiser", language: "Langue", theme: "Thème", light: "clair", dark: "sombre",
  auto: "automatique", save: "Enregistrer", link: "Copier le lien", copied: "Lien copié", print: "Imprimer", details: "Détails",
  facts: "faits", things: "entités", expand: "Montrer les voisins", only: "Seulement ceci et ses voisins",
  path: "Chemin depuis ici", pathTo: "Cherchez ou cliquez l’autre bout du chemin", noPath: "Aucun chemin avec ces filtres",
  pathFound: "Plus court chemin", steps: "étapes", also: "Aussi dans ce paragraphe",
  overview: "Vue d’ensemble : les plus grandes communautés et leurs membres les plus liés. Cherchez ou ouvrez-en une pour voir plus.",
  whole: "Montrer tout le graphe", start: "Cliquez une entité ou une ligne pour lire ses faits et les mots qui les énoncent.",
  begin: "Par où commencer", graphHelp: "Graphe. Flèches pour déplacer, plus et moins pour zoomer, 0 pour ajuster. Tout se trouve aussi dans la vue Liste.",
  noMoney: "Aucune somme énoncée dans ce qui est montré.", noDates: "Rien de ce qui est montré n’a de date.",
  moneyHelp: "Sommes telles que les textes les énoncent, par monnaie, de qui donne à qui reçoit. Cliquez un flux pour lire où c’est dit.",
  mapHelp: "États présents dans ce qui est montré ; plus le cercle est grand, plus il y a de faits. Positions approximatives, sans prise de position sur les frontières.",
  noMap: "Aucun État dans ce qui est montré.", deadline: "échéance", legend: "Légende", more: "Plus",
  skip: "Aller aux détails", left: "Ce que le graphe omet", inLists: "des listes, non d’un texte", zoomIn: "Agrandir",
  zoomOut: "Réduire", fit: "Ajuster", nameColumn: "Nom", kindColumn: "Catégorie", factsColumn: "Faits", amount: "Montant",
  minimum: "tous", back: "Retour", options: "Options", community: "Communauté", showAll: "En montrer plus",
  rests: "Sur quoi il s’appuie", asks: "Ce qu’il demande, et à qui", asked: "Ce qui lui est demandé", citedBy: "Cité par", does: "Ce qu’il fait",
  toward: "Fait à son égard", finds: "Ce qu’il énonce", names: "Noms", strength0: "note", strength1: "se félicite", strength2: "souligne",
  strength3: "appelle, invite", strength4: "prie, demande", strength5: "décide", mentions: "Noms qui y figurent",
  page: "page", enlarge: "Agrandir", lists: "Aussi ce que disent les listes, non les textes", given: "Donné et reçu", otherSums: "Budgets, dépenses et soldes", whose: "De qui ou de quoi",
  total: "total d’autres sommes, absent de l’image", giver: "De qui", receiver: "À qui",
  grouped: "Grouper par communautés",
  otherFacts: "Autres faits", close: "Fermer",
};
export const FR_GROUPS: Record<string, string> = {
  state: "États", fund: "Fonds", body: "Organes", group: "Groupes", person: "Personnes et postes", meeting: "Réunions",
  initiative: "Initiatives", document: "Documents", fact: "Faits",
};
