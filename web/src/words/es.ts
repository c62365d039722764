import type { Words } from "./en";

export const ES: Words = {
  search: "Buscar", searchHint: "Nombre o signatura, en cualquier idioma", results: "resultados", nothing: "Nada encontrado",
  graph: "Grafo", list: "Lista", timeline: "Cronología", money: "Dinero", map: "Mapa", filters: "Filtros", kinds: "Clases",
  relations: "Relaciones", strength: "Verbos, al menos", document: "Documento", all: "todos", from: "Desde", to: "Hasta",
  textLanguage: "Idioma del texto", reset: "Restablecer", language: "Idioma", theme: "Tema", light: "claro", dark: "oscuro",
  auto: "automático", save: "Guardar", link: "Copiar enlace", copied: "Enlace copiado", print: "Imprimir", details: "Detalles",
  facts: "hechos", things: "entidades", expand: "Mostrar vecinos", only: "Solo esto y sus vecinos",
  path: "Camino desde aquí", pathTo: "Busque o pulse el otro extremo del camino", noPath: "Ningún camino con estos filtros",
  pathFound: "Camino más corto", steps: "pasos", also: "También en este párrafo",
  overview: "Vista general: las mayores comunidades y sus miembros más conectados. Busque o abra una para ver más.",
  whole: "Mostrar todo el grafo", start: "Pulse una entidad o una línea para leer sus hechos y las palabras que los enuncian.",
  begin: "Por dónde empezar", graphHelp: "Grafo. Las flechas mueven, más y menos amplían y reducen, 0 ajusta. Todo está también en la vista Lista.",
  noMoney: "Ninguna suma enunciada en lo que se muestra.", noDates: "Nada de lo que se muestra tiene fecha.",
  moneyHelp: "Sumas tal como las enuncian los textos, por moneda, de quien da a quien recibe. Pulse un flujo para leer dónde se dice.",
  mapHelp: "Estados en lo que se muestra; cuanto mayor el círculo, más hechos. Posiciones aproximadas, sin opinión alguna sobre fronteras.",
  noMap: "Ningún Estado en lo que se muestra.", deadline: "plazo", legend: "Leyenda", more: "Más",
  skip: "Ir a los detalles", left: "Lo que el grafo omite", inLists: "de las listas, no de un texto", zoomIn: "Ampliar",
  zoomOut: "Reducir", fit: "Ajustar", nameColumn: "Nombre", kindColumn: "Clase", factsColumn: "Hechos", amount: "Cantidad",
  minimum: "todos", back: "Volver", options: "Opciones", community: "Comunidad", showAll: "Mostrar más de ella",
  rests: "En qué se basa", asks: "Qué pide, y a quién", asked: "Qué se le pide", citedBy: "Citado por", does: "Lo que hace",
  toward: "Hecho respecto de ello", finds: "Lo que enuncia", names: "Nombres", strength0: "toma nota", strength1: "acoge con beneplácito", strength2: "subraya",
  strength3: "exhorta, invita", strength4: "solicita", strength5: "decide", mentions: "Nombres que figuran en él",
  page: "página", enlarge: "Ampliar", lists: "También lo que dicen las listas, no los textos", given: "Dado y recibido", otherSums: "Presupuestos, gastos y saldos", whose: "De quién o de qué",
  total: "total de otras sumas, ausente de la imagen", giver: "De quién", receiver: "A quién",
  grouped: "Agrupar por comunidades",
  otherFacts: "Otros hechos", close: "Cerrar",
};
export const ES_GROUPS: Record<string, string> = {
  state: "Estados", fund: "Fondos", body: "Órganos", group: "Grupos", person: "Personas y cargos", meeting: "Reuniones",
  initiative: "Iniciativas", document: "Documentos", fact: "Hechos",
};
